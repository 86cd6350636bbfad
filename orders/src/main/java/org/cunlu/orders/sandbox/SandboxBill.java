package org.cunlu.orders.sandbox;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.orders.GatewayBills;

/** The sandbox's bill of a day, by the world's clock: CSV in UTF-8, and a last line with the number of rows and their sums. */
@Singleton
@Requires(condition = SandboxWanted.class)
class SandboxBill implements GatewayBills {
    private static final String HEADER = "merchant,day,kind,number,gateway_no,fen";
    private static final String END = "END";

    private final ChargeTable charges;
    private final Transactions transactions;
    private final String merchantId;

    SandboxBill(ChargeTable charges, Transactions transactions, @Value("${cunlu.county.code}") String countyCode) {
        this.charges = charges;
        this.transactions = transactions;
        this.merchantId = "CUNLU-" + countyCode;
    }

    @Override
    public String code() {
        return "SANDBOX";
    }

    @Override
    public Optional<byte[]> bill(LocalDate day) {
        Instant from = CountyTime.instant(day, LocalTime.MIN);
        Instant to = CountyTime.instant(day.plusDays(1), LocalTime.MIN);
        List<Row> rows = transactions.read(() -> charges.billed(merchantId, from, to));
        return rows.isEmpty() ? Optional.empty() : Optional.of(file(merchantId, day, rows));
    }

    /** For what it writes and what others write in its name. */
    static byte[] file(String merchantId, LocalDate day, List<Row> rows) {
        var text = new StringBuilder(HEADER).append('\n');
        long sum = 0;
        for (Row row : rows) {
            text.append(String.join(
                            ",",
                            merchantId,
                            day.toString(),
                            row.kind().name(),
                            row.number(),
                            row.gatewayNo(),
                            Long.toString(row.fen())))
                    .append('\n');
            sum = Math.addExact(sum, row.fen());
        }
        text.append(END + ",").append(rows.size()).append(',').append(sum).append('\n');
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<Row> read(LocalDate day, byte[] file) {
        List<String> lines = text(file).lines().toList();
        if (lines.size() < 2 || !lines.getFirst().equals(HEADER)) {
            throw new BadBill("no header");
        }
        var rows = new ArrayList<Row>();
        long sum = 0;
        for (int at = 1; at < lines.size() - 1; at++) {
            Row row = row(day, lines.get(at), at + 1);
            rows.add(row);
            sum = Math.addExact(sum, row.fen());
        }
        if (!lines.getLast().equals(END + "," + rows.size() + "," + sum)) {
            throw new BadBill("the last line does not sum up the others");
        }
        return rows;
    }

    private Row row(LocalDate day, String line, int number) {
        String[] cells = line.split(",", -1);
        if (cells.length != 6 || !cells[0].equals(merchantId) || !cells[1].equals(day.toString())) {
            throw new BadBill("line " + number + " is another merchant's or of another day");
        }
        try {
            long fen = Long.parseLong(cells[5]);
            if (fen <= 0) {
                throw new BadBill("line " + number + " has an amount that is not above zero");
            }
            return new Row(Kind.valueOf(cells[2]), cells[3], cells[4], fen);
        } catch (IllegalArgumentException e) {
            throw new BadBill("line " + number + " cannot be read");
        }
    }

    private static String text(byte[] file) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadBill("not UTF-8");
        }
    }
}
