package org.cunlu.orders.payout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.cunlu.orders.Party;
import org.cunlu.orders.PayoutDesk.State;
import org.cunlu.orders.payout.PayoutTable.Line;
import org.junit.jupiter.api.Test;

class BankFileTest {
    @Test
    void textIsTextAndAmountsAreYuan() {
        var seller = new Party(Party.Kind.SELLER, "S1");
        var line = new Line("P", "B", seller, "S", 1_234_505, State.SENT, null, 1, "", null, null);
        var account = new BankTable.Opened("=cmd|' /C calc'!A0", "6222020200112233445", "@农行", 1);
        String file = new String(BankFile.of(List.of(line), Map.of(seller, account)), StandardCharsets.UTF_8);
        assertThat(file).contains("'=cmd|' /C calc'!A0,6222020200112233445,'@农行,12345.05,P,SELLER:S1");
        assertThat(BankFile.yuan(5)).isEqualTo("0.05");
        assertThat(BankFile.yuan(100)).isEqualTo("1.00");
        assertThat(account.toString()).doesNotContain("6222");
    }
}
