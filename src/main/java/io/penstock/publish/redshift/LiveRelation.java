package io.penstock.publish.redshift;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands under a name in the target right now.
 *
 * @param comment the user's part of the table's comment
 * @param generation the publication that made it, from its comment, which travels with a rename
 */
record LiveRelation(String schema, String name, String comment, Optional<String> generation) {
  private static final Pattern MARK = Pattern.compile("\\s*penstock:(\\S+)");

  static Optional<LiveRelation> find(Connection connection, String schema, String name)
      throws SQLException {
    List<String> found =
        texts(
            connection,
            "SELECT COALESCE(d.description, '') FROM pg_class c JOIN pg_namespace n ON n.oid ="
                + " c.relnamespace LEFT JOIN pg_description d ON d.objoid = c.oid AND d.objsubid = 0"
                + " WHERE n.nspname = ? AND c.relname = ? AND c.relkind IN ('r', 'v', 'm')",
            schema,
            name);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Matcher mark = MARK.matcher(found.get(0));
    Optional<String> generation = mark.find() ? Optional.of(mark.group(1)) : Optional.empty();
    return Optional.of(new LiveRelation(schema, name, mark.replaceAll("").strip(), generation));
  }

  /** The comment of a successor of this table. */
  static String comment(Optional<LiveRelation> before, String generation) {
    return (before.map(LiveRelation::comment).orElse("") + " penstock:" + generation).strip();
  }

  /** The views that would go on to show this table when another one has its name. */
  List<String> views(Connection connection) throws SQLException {
    return texts(
        connection,
        "SELECT DISTINCT 'view ' || w.nspname || '.' || v.relname FROM pg_depend d JOIN pg_rewrite r"
            + " ON r.oid = d.objid JOIN pg_class v ON v.oid = r.ev_class JOIN pg_namespace w ON w.oid"
            + " = v.relnamespace JOIN pg_class t ON t.oid = d.refobjid JOIN pg_namespace n ON n.oid ="
            + " t.relnamespace WHERE n.nspname = ? AND t.relname = ? AND v.oid <> t.oid",
        schema,
        name);
  }

  /** The statements that give another table the rights that others have on this one. */
  List<String> grants(Connection connection, String to) throws SQLException {
    List<String> grants = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT privilege_type, identity_name, identity_type FROM svv_relation_privileges WHERE"
                + " namespace_name = ? AND relation_name = ?")) {
      select.setString(1, schema.toLowerCase(Locale.ROOT));
      select.setString(2, name.toLowerCase(Locale.ROOT));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          String identity = '"' + row.getString(2).replace("\"", "\"\"") + '"';
          String grantee =
              switch (row.getString(3).toLowerCase(Locale.ROOT)) {
                case "public" -> "PUBLIC";
                case "role" -> "ROLE " + identity;
                case "group" -> "GROUP " + identity;
                default -> identity;
              };
          grants.add("GRANT " + row.getString(1) + " ON " + to + " TO " + grantee);
        }
      }
    }
    return grants;
  }

  List<RedshiftLiveColumn> columns(Connection connection) throws SQLException {
    List<RedshiftLiveColumn> columns = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT column_name, data_type, character_maximum_length, numeric_precision,"
                + " numeric_scale, remarks FROM svv_columns WHERE table_schema = ? AND table_name = ?"
                + " ORDER BY ordinal_position")) {
      select.setString(1, schema.toLowerCase(Locale.ROOT));
      select.setString(2, name.toLowerCase(Locale.ROOT));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          columns.add(
              new RedshiftLiveColumn(
                  row.getString(1), type(row), row.getString(6) == null ? "" : row.getString(6)));
        }
      }
    }
    return columns;
  }

  private static String type(ResultSet row) throws SQLException {
    String name = row.getString(2);
    int length = row.getInt(3);
    if (name.matches("numeric|decimal")) {
      return "decimal(" + row.getInt(4) + "," + row.getInt(5) + ")";
    }
    return name.startsWith("char") && length > 0 ? name + "(" + length + ")" : name;
  }

  private static List<String> texts(Connection connection, String sql, String schema, String name)
      throws SQLException {
    List<String> found = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, schema.toLowerCase(Locale.ROOT));
      select.setString(2, name.toLowerCase(Locale.ROOT));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(row.getString(1));
        }
      }
    }
    return found;
  }
}
