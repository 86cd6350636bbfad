package org.cunlu.orders.payout;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.bulk.CsvText;
import org.cunlu.orders.Party;
import org.cunlu.orders.payout.PayoutTable.Line;

/** A batch as a bank's counter takes it: one row for each payout, amounts in yuan. Text is text: no spreadsheet takes it for a formula. */
final class BankFile {
    private static final List<String> HEADER =
            List.of("收款人 holder", "账号 account", "开户行 bank", "金额 yuan", "附言 reference", "对象 party");

    private BankFile() {}

    static byte[] of(List<Line> lines, Map<Party, BankTable.Opened> accounts) {
        var text = new CsvText().line(HEADER);
        for (Line line : lines) {
            BankTable.Opened account = accounts.get(line.party());
            text.line(List.of(
                    account.holder(),
                    account.number(),
                    account.bankName(),
                    yuan(line.fen()),
                    line.payoutId(),
                    line.party().text()));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static String yuan(long fen) {
        return fen / 100 + "." + (fen % 100 < 10 ? "0" : "") + fen % 100;
    }
}
