package org.cunlu.orders.wechat;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.cunlu.orders.GatewayBills.BadBill;
import org.cunlu.orders.GatewayBills.Kind;
import org.cunlu.orders.GatewayBills.Row;
import org.cunlu.orders.PaymentGateway.Unavailable;

/**
 * Its bill of trades of type ALL: UTF-8, a header, one line for each trade with a back-tick before every cell, then a header
 * and a line of sums. The sums must be those of the lines, so that a file that was cut is seen.
 */
final class WeChatBill {
    private static final String TICK = "`";

    private WeChatBill() {}

    /** @throws Unavailable when the file is not the one that the gateway told of */
    static void demandHash(byte[] file, String type, String expected) {
        if (!type.equals("SHA1")) {
            throw new Unavailable("a bill with another hash than SHA1", null);
        }
        try {
            String hash =
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(file));
            if (!hash.equals(expected.toLowerCase(Locale.ROOT))) {
                throw new Unavailable("the bill's hash differs", null);
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no SHA-1", e);
        }
    }

    static List<Row> read(String merchantId, LocalDate day, byte[] file) {
        List<String> lines = text(file).lines().toList();
        if (lines.size() < 3) {
            throw new BadBill("fewer than three lines");
        }
        List<String> header = List.of(lines.getFirst().split(",", -1));
        var rows = new ArrayList<Row>();
        int at = 1;
        while (at < lines.size() && lines.get(at).startsWith(TICK)) {
            row(merchantId, day, header, cells(lines.get(at), at + 1), at + 1, rows);
            at++;
        }
        int count = at - 1;
        if (at + 1 >= lines.size() || !lines.get(at + 1).startsWith(TICK)) {
            throw new BadBill("no sums at the end");
        }
        String total = cells(lines.get(at + 1), at + 2).getFirst();
        if (!total.equals(Integer.toString(count))) {
            throw new BadBill("the sums are not of so many lines");
        }
        return rows;
    }

    private static void row(
            String merchantId, LocalDate day, List<String> header, List<String> cells, int line, List<Row> rows) {
        if (cells.size() != header.size()) {
            throw new BadBill("line " + line + " has other columns than the header");
        }
        if (!cell(header, cells, "商户号").equals(merchantId)) {
            throw new BadBill("line " + line + " is another merchant's");
        }
        if (!cell(header, cells, "交易时间").startsWith(day.toString())) {
            throw new BadBill("line " + line + " is of another day");
        }
        if (!cell(header, cells, "货币种类").equals("CNY")) {
            throw new BadBill("line " + line + " is in another currency");
        }
        switch (cell(header, cells, "交易状态")) {
            case "SUCCESS" ->
                rows.add(new Row(
                        Kind.PAYMENT,
                        cell(header, cells, "商户订单号"),
                        cell(header, cells, "微信订单号"),
                        fen(cell(header, cells, "订单金额"), line)));
            case "REFUND" ->
                rows.add(new Row(
                        Kind.REFUND,
                        cell(header, cells, "商户退款单号"),
                        cell(header, cells, "微信退款单号"),
                        fen(cell(header, cells, "退款金额"), line)));
            default -> throw new BadBill("line " + line + " has a state that nobody explained");
        }
    }

    private static String cell(List<String> header, List<String> cells, String name) {
        int at = header.indexOf(name);
        if (at < 0) {
            throw new BadBill("no column " + name);
        }
        return cells.get(at);
    }

    /** Cells are parted by a comma and a back-tick: a comma alone may stand in a name. */
    private static List<String> cells(String line, int number) {
        if (!line.startsWith(TICK)) {
            throw new BadBill("line " + number + " begins with no back-tick");
        }
        return List.of(line.substring(1).split("," + TICK, -1));
    }

    private static long fen(String yuan, int line) {
        try {
            long fen = new BigDecimal(yuan.strip()).movePointRight(2).longValueExact();
            if (fen <= 0) {
                throw new BadBill("line " + line + " has an amount that is not above zero");
            }
            return fen;
        } catch (ArithmeticException | NumberFormatException e) {
            throw new BadBill("line " + line + " has no amount in yuan");
        }
    }

    private static String text(byte[] file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new BadBill("not UTF-8");
        }
    }
}
