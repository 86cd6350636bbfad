package org.cunlu.logistics.label;

import com.google.zxing.common.BitMatrix;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** Sheets as PDF: text as text with the font embedded, codes as filled rectangles, so both stay sharp at any size. */
@Singleton
class PdfPrint {
    private static final float POINTS_PER_MM = 72f / 25.4f;
    private static final float RULE = 0.3f;

    private final LabelFont font;

    PdfPrint(LabelFont font) {
        this.font = font;
    }

    byte[] print(List<Sheet> sheets, String title) {
        try (var document = new PDDocument();
                var out = new ByteArrayOutputStream()) {
            document.getDocumentInformation().setTitle(title);
            PDFont embedded = PDType0Font.load(document, font.file(), true);
            for (Sheet sheet : sheets) {
                page(document, embedded, sheet);
            }
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void page(PDDocument document, PDFont embedded, Sheet sheet) throws IOException {
        var page = new PDPage(new PDRectangle(points(sheet.width()), points(sheet.height())));
        document.addPage(page);
        try (var canvas = new PDPageContentStream(document, page)) {
            for (Sheet.Mark mark : sheet.marks()) {
                switch (mark) {
                    case Sheet.Text text -> text(canvas, embedded, sheet, text);
                    case Sheet.Bars bars ->
                        code(canvas, sheet, bars, Codes.bars(bars.content()), bars.width(), bars.height());
                    case Sheet.Square square ->
                        code(canvas, sheet, square, Codes.square(square.content()), square.size(), square.size());
                    case Sheet.Rule rule -> {
                        canvas.addRect(points(rule.x()), points(sheet.height() - rule.y()), points(rule.width()), RULE);
                        canvas.fill();
                    }
                }
            }
        }
    }

    private void text(PDPageContentStream canvas, PDFont embedded, Sheet sheet, Sheet.Text text) throws IOException {
        double size = font.size(text.text(), text.size(), text.width());
        String shown = font.fitting(text.text(), size, text.width());
        if (shown.isEmpty()) {
            return;
        }
        canvas.beginText();
        canvas.setFont(embedded, points(size));
        canvas.newLineAtOffset(points(text.x()), points(sheet.height() - text.y() - size * Layouts.BASELINE));
        canvas.showText(shown);
        canvas.endText();
    }

    private static void code(
            PDPageContentStream canvas, Sheet sheet, Sheet.Mark at, BitMatrix modules, double width, double height)
            throws IOException {
        double across = width / modules.getWidth();
        double down = height / modules.getHeight();
        for (int row = 0; row < modules.getHeight(); row++) {
            for (int column = 0; column < modules.getWidth(); column++) {
                int end = column;
                while (end < modules.getWidth() && modules.get(end, row)) {
                    end++;
                }
                if (end > column) {
                    canvas.addRect(
                            points(at.x() + column * across),
                            points(sheet.height() - at.y() - (row + 1) * down),
                            points((end - column) * across),
                            points(down));
                    column = end;
                }
            }
        }
        canvas.fill();
    }

    private static float points(double mm) {
        return (float) (mm * POINTS_PER_MM);
    }
}
