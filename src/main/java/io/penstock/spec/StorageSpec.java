package io.penstock.spec;

import java.util.Optional;

/** How to reach an S3 that is not the platform's own. */
public record StorageSpec(
    Optional<String> endpoint,
    Optional<String> region,
    Optional<SecretText> accessKey,
    Optional<SecretText> secretKey,
    Origin at) {}
