package io.penstock.bi;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A data source of Tableau ({@code .tds}) with one table, which opens in a new sheet. */
final class TableauFile {
  private TableauFile() {}

  static String of(BiSource source, String table) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("utf-8", "1.0");
      xml.writeStartElement("datasource");
      attribute(xml, "formatted-name", source.name() + "." + table);
      attribute(xml, "inline", "true");
      attribute(xml, "version", "18.1");
      xml.writeStartElement("connection");
      attribute(xml, "class", "federated");
      xml.writeStartElement("named-connections");
      xml.writeStartElement("named-connection");
      attribute(xml, "caption", source.host());
      attribute(xml, "name", named(source));
      connection(xml, source);
      xml.writeEndElement();
      xml.writeEndElement();
      xml.writeEmptyElement("relation");
      attribute(xml, "connection", named(source));
      attribute(xml, "name", table);
      attribute(xml, "table", place(source, table));
      attribute(xml, "type", "table");
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a text can be written", e);
    }
    return text + "\n";
  }

  private static void connection(XMLStreamWriter xml, BiSource source) throws XMLStreamException {
    xml.writeEmptyElement("connection");
    attribute(xml, "class", source.kind().tableauClass());
    attribute(xml, "server", source.host());
    if (source.kind() == BiKind.DATABRICKS) {
      attribute(xml, "authentication", "oauth");
      attribute(xml, "v-http-path", source.path());
    } else {
      attribute(xml, "port", Integer.toString(source.port()));
      attribute(xml, "username", "");
    }
    attribute(xml, "dbname", source.database());
    if (!source.schema().isEmpty()) {
      attribute(xml, "schema", source.schema());
    }
  }

  private static String named(BiSource source) {
    return source.kind().tableauClass() + "." + source.name();
  }

  private static String place(BiSource source, String table) {
    String schema = source.schema().isEmpty() ? "" : "[" + source.schema() + "].";
    return source.kind() == BiKind.DATABRICKS
        ? "[" + source.database() + "]." + schema + "[" + table + "]"
        : schema + "[" + table + "]";
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, value);
  }
}
