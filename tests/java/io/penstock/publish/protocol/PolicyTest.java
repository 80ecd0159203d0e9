package io.penstock.publish.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.publish.Publication;
import io.penstock.spec.PublishSpec.Ddl;
import io.penstock.spec.PublishSpec.Deletes;
import io.penstock.spec.PublishSpec.Mode;
import io.penstock.spec.RefusedException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is decided before anything is sent, whatever the target is. */
class PolicyTest {
  private static final Reason ASKED = new Reason("asked", false);
  private static final ColumnChange WIDER = new ColumnChange("MODIFY COLUMN name", true);
  private static final ColumnChange OTHER = new ColumnChange("MODIFY COLUMN price", false);

  private final TestingTarget target = new TestingTarget();

  private void isPublished(long rows, long others) {
    target.standing = Optional.of(new TargetSession.LiveMark(Optional.of("g1")));
    target.ledger.state = Optional.of(TestingTarget.Ledger.state(rows, others));
    target.rows = rows + others;
  }

  private boolean foreignRows(Reason reason) throws Exception {
    return ForeignRows.areThere(target, TestingTarget.upsert(), reason);
  }

  @AfterEach
  void everySessionIsClosed() {
    assertThat(target.open).isZero();
  }

  @Test
  void foreignRowsAreThoseThatTheLedgerDoesNotCount() throws Exception {
    isPublished(10, 0);
    assertThat(foreignRows(ASKED)).isFalse();
    target.rows = 11;
    assertThat(foreignRows(ASKED)).isTrue();
    isPublished(10, 2);
    assertThat(foreignRows(ASKED)).isTrue();
  }

  @Test
  void afterDriftForeignRowsAreAssumed() throws Exception {
    isPublished(10, 0);
    assertThat(foreignRows(new Reason("it holds something else", true))).isTrue();
  }

  @Test
  void whereNothingOfOursStandsThereAreNone() throws Exception {
    assertThat(foreignRows(ASKED)).isFalse();
    target.standing = Optional.of(new TargetSession.LiveMark(Optional.empty()));
    assertThat(foreignRows(ASKED)).isFalse();
    target.database = false;
    assertThat(foreignRows(ASKED)).isFalse();
  }

  @Test
  void aTableThatTheLedgerDoesNotKnowIsNoEmptyOne() {
    target.standing = Optional.of(new TargetSession.LiveMark(Optional.of("g1")));
    assertThatThrownBy(() -> foreignRows(ASKED))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("Step 'publish.w.t' (publish/w.yml:3): cannot publish 't'");
  }

  @Test
  void aSwapAndAMirrorMayRemoveThem() {
    assertThat(ForeignRows.mayBeRemoved(TestingTarget.upsert())).isFalse();
    assertThat(
            ForeignRows.mayBeRemoved(
                TestingTarget.publication(Mode.UPSERT, Deletes.MIRROR, null, Ddl.ANY)))
        .isTrue();
    assertThat(
            ForeignRows.mayBeRemoved(
                TestingTarget.publication(Mode.SWAP, Deletes.TRACKED, null, Ddl.ANY)))
        .isTrue();
  }

  @Test
  void anotherPipelinesTableIsRefused() {
    target.ledger.owner = Optional.of("till of s3a://till");
    assertThatThrownBy(
            () -> {
              try (TestingTarget.Session session = target.openLook().orElseThrow()) {
                LedgerLookup.requireOwner(session, TestingTarget.upsert());
              }
            })
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("made by the pipeline till of s3a://till; this is sales of lake");
  }

  @Test
  void theGuardSaysWhichChangesOfColumnsMayBeMade() {
    for (Ddl ddl : Ddl.values()) {
      Publication publication = TestingTarget.publication(Mode.UPSERT, Deletes.TRACKED, null, ddl);
      assertThat(DdlGuard.allows(publication, List.of())).isTrue();
      assertThat(DdlGuard.allows(publication, List.of(WIDER))).isEqualTo(ddl != Ddl.NONE);
      assertThat(DdlGuard.allows(publication, List.of(WIDER, OTHER))).isEqualTo(ddl == Ddl.ANY);
    }
  }

  @Test
  void aColumnThatGoesWithTheTableIsAChangeToo() {
    target.columns = List.of("id", "note");
    Publication publication =
        TestingTarget.publication(Mode.SWAP, Deletes.TRACKED, null, Ddl.ADDITIVE);
    assertThatThrownBy(
            () -> {
              try (TestingTarget.Session session = target.openLook().orElseThrow()) {
                DdlGuard.check(publication, session, List.of("ID"));
              }
            })
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("'guard.ddl' is additive. Found: DROP COLUMN note.")
        .hasMessageContaining("allow it with 'guard: {ddl: any}'");
  }

  @Test
  void deletesAreHeldAgainstTheLimit() {
    Publication publication =
        TestingTarget.publication(Mode.UPSERT, Deletes.TRACKED, "5%", Ddl.ANY);
    assertThatCode(() -> DeleteGuard.check(publication, 5, 100)).doesNotThrowAnyException();
    assertThatThrownBy(() -> DeleteGuard.check(publication, 6, 100))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("'guard.max_delete: 5%' allows. Found: 6 of 100 rows");
    assertThat(DeleteGuard.exceeded(TestingTarget.upsert(), 100, 100)).isFalse();
  }

  @Test
  void whatKilledRunsWereLoadingIsRemovedAndSaid() throws Exception {
    target.ledger.unfinished = List.of("aaa", "bbb", "ccc");
    target.dropped.put("t__penstock_aaa", true);
    target.dropped.put("t__penstock_ccc", true);
    target.dropped.put("t__penstock_zzz", true);
    try (TestingTarget.Session session = target.openLook().orElseThrow()) {
      assertThat(OrphanCleanup.drop(session, "t"))
          .isEqualTo("; removed t__penstock_aaa, t__penstock_ccc, which a killed run had left");
      assertThat(OrphanCleanup.drop(session, "t")).isEmpty();
    }
    assertThat(target.dropped.get("t__penstock_zzz")).isTrue();
    assertThat(OrphanCleanup.name("x".repeat(64), "run")).hasSize(40 + "__penstock_run".length());
  }
}
