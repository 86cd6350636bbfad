package org.cunlu.orders.alipay;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.cunlu.orders.GatewayBills;
import org.cunlu.orders.GatewayBills.BadBill;
import org.cunlu.orders.GatewayBills.Kind;
import org.cunlu.orders.GatewayBills.Row;

/**
 * Its bill of trades: a ZIP with a CSV of details (业务明细) and one of sums, in GB 18030. Lines that begin with # are notes; the
 * details end with one that says so, without which the file was cut.
 */
final class AlipayBill {
    private static final Charset ENCODING = Charset.forName("GB18030");
    private static final int ENTRIES_MAX = 10;
    private static final String NOTE = "#";
    private static final String END = "业务明细列表结束";

    private AlipayBill() {}

    static List<Row> read(LocalDate day, byte[] file) {
        List<String> lines = text(details(file)).lines().toList();
        if (lines.stream().noneMatch(line -> line.startsWith(NOTE) && line.contains(END))) {
            throw new BadBill("the list of details does not end");
        }
        var rows = new ArrayList<Row>();
        List<String> header = null;
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            if (line.startsWith(NOTE) || line.isBlank()) {
                continue;
            }
            List<String> cells = cells(line);
            if (header == null) {
                header = cells;
            } else {
                rows.add(row(day, header, cells, at + 1));
            }
        }
        if (header == null) {
            throw new BadBill("no header");
        }
        return rows;
    }

    private static Row row(LocalDate day, List<String> header, List<String> cells, int line) {
        if (cells.size() != header.size()) {
            throw new BadBill("line " + line + " has other columns than the header");
        }
        if (!cell(header, cells, "完成时间").startsWith(day.toString())) {
            throw new BadBill("line " + line + " is of another day");
        }
        String amount = cell(header, cells, "订单金额（元）");
        long fen = Math.abs(Yuan.fen(amount).orElseThrow(() -> new BadBill("line " + line + " has no amount in yuan")));
        if (fen == 0) {
            throw new BadBill("line " + line + " has an amount of nothing");
        }
        String gatewayNo = cell(header, cells, "支付宝交易号");
        return switch (cell(header, cells, "业务类型")) {
            case "交易" -> new Row(Kind.PAYMENT, cell(header, cells, "商户订单号"), gatewayNo, fen);
            case "退款" -> new Row(Kind.REFUND, cell(header, cells, "退款批次号/请求号"), gatewayNo, fen);
            default -> throw new BadBill("line " + line + " has a kind that nobody explained");
        };
    }

    private static String cell(List<String> header, List<String> cells, String name) {
        int at = header.indexOf(name);
        if (at < 0) {
            throw new BadBill("no column " + name);
        }
        return cells.get(at);
    }

    /** No cell is in quotes, and each but the first may end in a tab. */
    private static List<String> cells(String line) {
        return List.of(line.split(",", -1)).stream().map(String::strip).toList();
    }

    /** @return the CSV of details; the file itself when it is no ZIP, as somebody may have unpacked it */
    private static byte[] details(byte[] file) {
        boolean zip = file.length > 1 && file[0] == 'P' && file[1] == 'K';
        return zip ? unzipped(file) : file;
    }

    private static byte[] unzipped(byte[] file) {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(file), ENCODING)) {
            ZipEntry entry = zip.getNextEntry();
            for (int seen = 0; entry != null && seen < ENTRIES_MAX; seen++) {
                if (entry.getName().contains("业务明细") && !entry.getName().contains("汇总")) {
                    byte[] details = zip.readNBytes(GatewayBills.BYTES_MAX + 1);
                    if (details.length > GatewayBills.BYTES_MAX) {
                        throw new BadBill("too big when unpacked");
                    }
                    return details;
                }
                entry = zip.getNextEntry();
            }
            throw new BadBill("no details in the archive");
        } catch (IOException | IllegalArgumentException e) {
            throw new BadBill("no archive that can be read");
        }
    }

    private static String text(byte[] file) {
        try {
            return ENCODING.newDecoder().decode(ByteBuffer.wrap(file)).toString();
        } catch (CharacterCodingException e) {
            throw new BadBill("not GB 18030");
        }
    }
}
