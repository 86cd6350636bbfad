package org.cunlu.orders.inputs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.cunlu.kernel.bulk.CsvText;
import org.cunlu.orders.InputSale;
import org.dhatim.fastexcel.Workbook;

/** A ledger as a file. Text is text: no spreadsheet takes it for a formula. */
final class SalesFile {
    private static final List<String> HEADER = List.of(
            "sale",
            "sold_at",
            "state",
            "seller_code",
            "seller_name",
            "from_node",
            "sku_code",
            "name",
            "kind",
            "registration_no",
            "restricted",
            "active_ingredient",
            "pieces",
            "grams",
            "buyer",
            "crop",
            "area_mu",
            "pest",
            "village");

    private SalesFile() {}

    static byte[] csv(List<InputSale> sales) {
        var text = new CsvText().line(HEADER);
        sales.forEach(sale -> text.line(cells(sale)));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] xlsx(List<InputSale> sales) {
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "Cunlu", "1.0")) {
            var sheet = workbook.newWorksheet("ledger");
            write(sheet, 0, HEADER);
            for (int i = 0; i < sales.size(); i++) {
                write(sheet, i + 1, cells(sales.get(i)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void write(org.dhatim.fastexcel.Worksheet sheet, int row, List<?> cells) {
        for (int i = 0; i < cells.size(); i++) {
            switch (cells.get(i)) {
                case null -> {}
                case Number number -> sheet.value(row, i, number);
                case Object other -> sheet.value(row, i, other.toString());
            }
        }
    }

    private static List<Object> cells(InputSale sale) {
        return Arrays.asList(
                sale.sale(),
                sale.soldAt(),
                sale.state(),
                sale.sellerCode(),
                sale.sellerName(),
                sale.fromNode(),
                sale.skuCode(),
                sale.name(),
                sale.kind(),
                sale.registrationNo(),
                sale.restricted(),
                sale.activeIngredient(),
                sale.pieces(),
                sale.grams(),
                sale.buyer(),
                sale.crop(),
                sale.areaMu(),
                sale.pest(),
                sale.village());
    }
}
