package io.penstock.publish.redshift;

import io.penstock.ops.Finding;
import io.penstock.spec.PenstockException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Whether a database can be published to: log-in and rights. */
record RedshiftExamination(RedshiftEndpoint server, String subject) {

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    try (Connection connection = server.open();
        Statement sql = connection.createStatement()) {
      try (ResultSet row = sql.executeQuery("SELECT version()")) {
        row.next();
        findings.add(
            Finding.ok(
                subject + " log-in", "'" + server.user() + "' is let in by " + row.getString(1)));
      }
      rights(sql, findings);
    } catch (SQLException e) {
      findings.add(failed("log-in", e));
    }
    return findings;
  }

  /** What a publication does: a table made, locked, filled, changed, renamed and dropped. */
  private void rights(Statement sql, List<Finding> findings) {
    String name = "penstock_doctor_" + UUID.randomUUID().toString().substring(0, 8);
    String table = server.table(name);
    String renamed = server.table(name + "_old");
    try {
      try {
        sql.execute("CREATE TABLE " + table + " (id INTEGER, n VARCHAR(8))");
        sql.execute("INSERT INTO " + table + " VALUES (1, 'a'), (2, 'b')");
        sql.execute("DELETE FROM " + table + " WHERE id = 2");
        sql.execute("ALTER TABLE " + table + " ADD COLUMN m INTEGER");
        sql.execute(
            "ALTER TABLE " + table + " RENAME TO " + RedshiftStatements.quoted(name + "_old"));
        findings.add(
            Finding.ok(
                subject + " rights",
                "tables of the schema '"
                    + server.schema()
                    + "' can be made, written, altered, renamed and dropped"));
      } finally {
        sql.execute("DROP TABLE IF EXISTS " + table);
        sql.execute("DROP TABLE IF EXISTS " + renamed);
      }
    } catch (SQLException e) {
      findings.add(failed("rights", e));
    }
  }

  private Finding failed(String what, SQLException e) {
    PenstockException sentence = RedshiftErrors.sentence(subject, server, e);
    return Finding.fail(
        subject + " " + what, sentence.getMessage().replaceFirst("^.*? because ", ""), "");
  }
}
