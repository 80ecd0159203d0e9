package io.penstock.publish.protocol;

import io.penstock.publish.rows.TableChecksum;

/**
 * What a target holds of a table by its own word.
 *
 * @param tableId the generation of the lake's table that it came from
 * @param gold the published rows
 * @param others rows in the same table that are not the lake's: other applications wrote them, or
 *     the lake no longer has them and they were to stay
 * @param sameMethod whether the hashes of these totals were made as they are made now
 */
public record PublicationState(
    String generation,
    String tableId,
    long version,
    String definition,
    TableChecksum gold,
    TableChecksum others,
    boolean sameMethod) {}
