package commuter.standalone.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.text.Escaped;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Verdicts in the form of JUnit's reports, which continuous integration shows. */
final class JUnitReport {
    private static final String SUITE = "conformance";

    private JUnitReport() {}

    /** @throws IOException when the file cannot be written; its folder must exist */
    static void write(List<Verdict> verdicts, Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, UTF_8)) {
            write(verdicts, XMLOutputFactory.newFactory().createXMLStreamWriter(out));
        } catch (XMLStreamException e) {
            throw new IOException(file + " could not be written", e);
        }
    }

    private static void write(List<Verdict> verdicts, XMLStreamWriter xml) throws XMLStreamException {
        long broken = verdicts.stream().filter(verdict -> !verdict.kept()).count();
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", SUITE);
        xml.writeAttribute("tests", String.valueOf(verdicts.size()));
        xml.writeAttribute("failures", String.valueOf(broken));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", "0");
        for (Verdict verdict : verdicts) {
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", SUITE);
            xml.writeAttribute("name", verdict.rule().title());
            if (!verdict.kept()) {
                writeFailure(verdict, xml);
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.close();
    }

    private static void writeFailure(Verdict verdict, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("failure");
        xml.writeAttribute("message", "The client " + verdict.rule().demand());
        // Escaped, since XML has no place for control characters.
        xml.writeCharacters("expected: " + verdict.expected() + "\ncame: " + Escaped.line(verdict.came()) + "\n");
        xml.writeEndElement();
    }
}
