package org.cunlu.catalog.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.Test;

/** Sheets that are small as they come and huge, endless or elsewhere when they are unfolded. */
class SheetBombTest {
    private static final int MEGABYTE = 1 << 20;
    private static final String CELL = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>%s</t></is></c></row>";

    @Test
    void aSheetIsRead() throws IOException {
        assertThat(Sheet.csv(workbook("", CELL.formatted("code")))).isEqualTo("\"code\"\n");
    }

    @Test
    void whatUnfoldsToHundredsOfMegabytesIsNotUnfolded() throws IOException {
        byte[] bomb = zip(parts("", CELL.formatted("code")), 200);
        assertThat(bomb).hasSizeLessThan(MEGABYTE);
        refused(bomb);
    }

    @Test
    void aThousandPartsThatAreSmallEachAreCountedTogether() throws IOException {
        var parts = parts("", CELL.formatted("code"));
        for (int i = 0; i < 1_000; i++) {
            parts.put("xl/more" + i + ".xml", " ".repeat(MEGABYTE / 4));
        }
        refused(zip(parts, 0));
    }

    @Test
    void anEntityIsNoTextOfOursAndDoesNotGrow() throws IOException {
        var lol = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 \"laugh\">");
        for (int i = 1; i <= 9; i++) {
            lol.append("<!ENTITY a")
                    .append(i)
                    .append(" \"")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        nothingOf("laugh", workbook(lol.append("]>").toString(), CELL.formatted("&a9;")));
    }

    @Test
    void aFileOfTheServerIsNotReadByAnEntity() throws IOException {
        String outside = "<!DOCTYPE x [<!ENTITY passwd SYSTEM \"file:///etc/passwd\">]>";
        nothingOf("root:", workbook(outside, CELL.formatted("&passwd;")));
    }

    private static void nothingOf(String secret, byte[] file) {
        String read;
        try {
            read = Sheet.csv(file);
        } catch (ProblemException refusal) {
            assertThat(refusal.code()).isEqualTo("file-unreadable");
            return;
        }
        assertThat(read).doesNotContain(secret);
    }

    private static void refused(byte[] file) {
        assertThatThrownBy(() -> Sheet.csv(file))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("file-unreadable"));
    }

    private static byte[] workbook(String before, String rows) throws IOException {
        return zip(parts(before, rows), 0);
    }

    private static Map<String, String> parts(String before, String rows) {
        String main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        String office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        var parts = new LinkedHashMap<String, String>();
        parts.put(
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/xl/workbook.xml\""
                        + " ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>");
        parts.put(
                "xl/workbook.xml",
                "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + office
                        + "\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
        parts.put(
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\""
                        + " Type=\"" + office + "/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
        parts.put(
                "xl/worksheets/sheet1.xml",
                before + "<worksheet xmlns=\"" + main + "\"><sheetData>" + rows + "</sheetData></worksheet>");
        return parts;
    }

    /** @param megabytes of blanks in one more part */
    private static byte[] zip(Map<String, String> parts, int megabytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.ISO_8859_1));
                zip.closeEntry();
            }
            zip.putNextEntry(new ZipEntry("xl/blanks.xml"));
            byte[] blanks = " ".repeat(MEGABYTE).getBytes(StandardCharsets.ISO_8859_1);
            for (int i = 0; i < megabytes; i++) {
                zip.write(blanks);
            }
            zip.closeEntry();
        }
        return out.toByteArray();
    }
}
