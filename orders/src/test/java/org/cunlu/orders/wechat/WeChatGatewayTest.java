package org.cunlu.orders.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cunlu.orders.GatewayBills.BadBill;
import org.cunlu.orders.GatewayBills.Kind;
import org.cunlu.orders.GatewayBills.Row;
import org.cunlu.orders.PaymentGateway.Charge;
import org.cunlu.orders.PaymentGateway.ChargeWanted;
import org.cunlu.orders.PaymentGateway.RefundAnswer;
import org.cunlu.orders.PaymentGateway.RefundWanted;
import org.cunlu.orders.PaymentGateway.Unavailable;
import org.cunlu.orders.standin.PlayedServer;
import org.cunlu.orders.standin.PlayedServer.Said;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What we ask of WeChat Pay, and what we believe of its answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WeChatGatewayTest {
    private static final String PAYMENT = "0SBG48QTD0MPX";
    private static final String REFUND = "0SBG48QTD0MPY";
    private static final ChargeWanted WANTED =
            new ChargeWanted(PAYMENT, 7_390, Instant.parse("2026-11-26T02:30:00.123Z"));
    private static final RefundWanted BACK = new RefundWanted(REFUND, PAYMENT, 1_050, 7_390);
    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);

    private final PlayedWeChat weChat = new PlayedWeChat();
    private final WeChatGateway gateway = weChat.gateway();

    @AfterAll
    void close() {
        weChat.close();
    }

    @Test
    void aChargeIsAskedForSignedAndSaysWhatIsToBePaid() {
        weChat.answers(200, "{\"code_url\":\"weixin://wxpay/bizpayurl?pr=p4lpSuKzz\"}");
        assertThat(gateway.charge(WANTED)).isEqualTo(new Charge(null, "weixin://wxpay/bizpayurl?pr=p4lpSuKzz"));
        assertThat(weChat.server.last().target()).isEqualTo("/v3/pay/transactions/native");
        assertThat(weChat.server.last().body())
                .contains(
                        "\"mchid\":\"1900000109\"",
                        "\"appid\":\"wxd678efh567hg6787\"",
                        "\"out_trade_no\":\"0SBG48QTD0MPX\"",
                        "\"total\":7390",
                        "\"currency\":\"CNY\"",
                        "\"time_expire\":\"2026-11-26T10:30:00+08:00\"",
                        "\"notify_url\":\"https://cunlu.example/api/hooks/payments/wechat\"");
    }

    @Test
    void withinWeChatOnePayerIsNamedAndHisPageHandsOverWhatWeSigned() {
        var within = new ChargeWanted(PAYMENT, 7_390, WANTED.payBy(), "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");
        weChat.answers(200, "{\"prepay_id\":\"wx201410272009395522657a690389285100\"}");
        Charge charge = gateway.charge(within);
        assertThat(charge).isEqualTo(new Charge(null, "prepay_id=wx201410272009395522657a690389285100"));
        assertThat(weChat.server.last().target()).isEqualTo("/v3/pay/transactions/jsapi");
        assertThat(weChat.server.last().body())
                .contains(
                        "\"payer\":{\"openid\":\"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o\"}",
                        "\"out_trade_no\":\"0SBG48QTD0MPX\"",
                        "\"total\":7390");
        var handed = gateway.invocation(charge.payUrl());
        assertThat(handed)
                .containsEntry("appId", PlayedWeChat.APP)
                .containsEntry("package", charge.payUrl())
                .containsEntry("signType", "RSA")
                .containsEntry("timeStamp", Long.toString(weChat.now.getEpochSecond()));
        assertThat(weChat.takesFromPage(handed)).isTrue();
        var changed = new HashMap<>(handed);
        changed.put("package", "prepay_id=another");
        assertThat(weChat.takesFromPage(changed)).isFalse();
        assertThat(gateway.invocation("weixin://wxpay/bizpayurl?pr=p4lpSuKzz")).isEmpty();
        weChat.answers(400, "{\"code\":\"PARAM_ERROR\",\"message\":\"openid\"}");
        assertThatThrownBy(() -> gateway.charge(within)).isInstanceOf(Unavailable.class);
        // A code to scan is no answer to who asked for one payer, nor the other way round.
        weChat.answers(200, "{\"code_url\":\"weixin://wxpay/bizpayurl?pr=p4lpSuKzz\"}");
        assertThatThrownBy(() -> gateway.charge(within)).isInstanceOf(Unavailable.class);
    }

    @Test
    void howAChargeStandsIsAskedByOurNumber() {
        weChat.answers(200, PlayedWeChat.json(PlayedWeChat.transaction(PAYMENT, 7_390)));
        var state = gateway.query(PAYMENT).orElseThrow();
        assertThat(state.paid()).isTrue();
        assertThat(state.paidFen()).isEqualTo(7_390);
        assertThat(state.paidAt()).isEqualTo(Instant.parse("2026-11-26T01:59:58Z"));
        assertThat(weChat.server.last().target())
                .isEqualTo("/v3/pay/transactions/out-trade-no/" + PAYMENT + "?mchid=1900000109");
    }

    @Test
    void whatIsOpenClosedOrUnknownThereIsNotPaid() {
        for (String open : List.of("NOTPAY", "CLOSED", "REVOKED", "USERPAYING", "PAYERROR")) {
            weChat.answers(
                    200,
                    "{\"appid\":\"wxd678efh567hg6787\",\"mchid\":\"1900000109\",\"out_trade_no\":\"" + PAYMENT
                            + "\",\"trade_state\":\"" + open + "\"}");
            assertThat(gateway.query(PAYMENT).orElseThrow().paid()).as(open).isFalse();
        }
        weChat.answers(404, "{\"code\":\"ORDER_NOT_EXIST\",\"message\":\"订单不存在\"}");
        assertThat(gateway.query(PAYMENT)).isEmpty();
    }

    @Test
    void whatWasRefundedSinceWasPaid() {
        var transaction = PlayedWeChat.transaction(PAYMENT, 7_390);
        transaction.put("trade_state", "REFUND");
        weChat.answers(200, PlayedWeChat.json(transaction));
        assertThat(gateway.query(PAYMENT).orElseThrow().paid()).isTrue();
    }

    @Test
    void anAnswerOfAnotherPaymentTellsNothing() {
        weChat.answers(200, PlayedWeChat.json(PlayedWeChat.transaction("0SBG48QTD0MPZ", 7_390)));
        unknown(() -> gateway.query(PAYMENT));
    }

    @Test
    void anAnswerThatItDidNotSignIsUnknownAndNeverRefused() {
        String paid = PlayedWeChat.json(PlayedWeChat.transaction(PAYMENT, 7_390));
        var others = PlayedServer.keys().getPrivate();
        weChat.answersBy(asked -> weChat.signed(200, paid, others, PlayedWeChat.SERIAL, weChat.now));
        unknown(() -> gateway.query(PAYMENT));
        weChat.answersBy(asked -> weChat.signed(
                200, paid, weChat.platform.getPrivate(), PlayedWeChat.SERIAL, weChat.now.minusSeconds(301)));
        unknown(() -> gateway.query(PAYMENT));
        weChat.answersBy(asked -> new Said(200, Map.of(), paid.getBytes(StandardCharsets.UTF_8)));
        unknown(() -> gateway.query(PAYMENT));
        weChat.answersBy(
                asked -> new Said(403, Map.of(), "{\"code\":\"NOT_ENOUGH\"}".getBytes(StandardCharsets.UTF_8)));
        unknown(() -> gateway.refund(BACK));
    }

    @Test
    void itsTroubleOurHasteASlowOrAnEndlessAnswerIsUnknown() {
        for (int status : new int[] {401, 429, 500, 502, 302}) {
            weChat.answers(status, "{\"code\":\"SYSTEM_ERROR\"}");
            unknown(() -> gateway.refund(BACK));
            unknown(() -> gateway.charge(WANTED));
            unknown(() -> gateway.query(PAYMENT));
        }
        weChat.answers(200, "not json");
        unknown(() -> gateway.charge(WANTED));
        weChat.answers(200, "{\"code_url\":\"" + "x".repeat(70_000) + "\"}");
        unknown(() -> gateway.charge(WANTED));
        // What would be a good answer, but comes when nobody waits any more.
        var late = new CountDownLatch(1);
        weChat.answersBy(asked -> {
            try {
                late.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return signed(200, "{\"code_url\":\"weixin://wxpay/bizpayurl?pr=p4lpSuKzz\"}");
        });
        unknown(() -> weChat.gateway(Duration.ofMillis(300)).charge(WANTED));
        late.countDown();
    }

    @Test
    void aRefundIsMadeOnceAndThenFoundByItsNumber() {
        weChat.answersBy(asked -> asked.method().equals("GET")
                ? signed(404, "{\"code\":\"RESOURCE_NOT_EXISTS\"}")
                : signed(200, refund("PROCESSING")));
        assertThat(gateway.refund(BACK)).isEqualTo(new RefundAnswer.Pending());
        assertThat(weChat.server.last().body())
                .contains("\"out_refund_no\":\"0SBG48QTD0MPY\"", "\"refund\":1050", "\"total\":7390");
        int before = weChat.server.count();
        weChat.answers(200, refund("SUCCESS"));
        assertThat(gateway.refund(BACK)).isEqualTo(new RefundAnswer.Made("50000000382019052709732678859"));
        assertThat(weChat.server.count()).isEqualTo(before + 1);
    }

    @Test
    void aRefundThatItRefusesIsToldWithItsReason() {
        weChat.answersBy(asked -> asked.method().equals("GET")
                ? signed(404, "{\"code\":\"RESOURCE_NOT_EXISTS\"}")
                : signed(403, "{\"code\":\"NOT_ENOUGH\",\"message\":\"基本账户余额不足，请充值后重新发起\"}"));
        assertThat(gateway.refund(BACK)).isEqualTo(new RefundAnswer.Refused("NOT_ENOUGH"));
        for (String ended : List.of("ABNORMAL", "CLOSED")) {
            weChat.answers(200, refund(ended));
            assertThat(gateway.refund(BACK)).isEqualTo(new RefundAnswer.Refused(ended));
        }
        weChat.answers(200, refund("SOMETHING_NEW"));
        unknown(() -> gateway.refund(BACK));
    }

    @Test
    void theBillOfADayIsFetchedWithItsHashAndReadToTheFen() throws Exception {
        byte[] file = bill().getBytes(StandardCharsets.UTF_8);
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(file));
        weChat.answersBy(asked -> asked.target().startsWith("/v3/billdownload/")
                ? new Said(200, Map.of(), file)
                : signed(
                        200,
                        "{\"hash_type\":\"SHA1\",\"hash_value\":\"" + hash + "\",\"download_url\":\""
                                + weChat.server.address() + "/v3/billdownload/file?token=xx\"}"));
        Optional<byte[]> bill = gateway.bill(DAY);
        assertThat(gateway.read(DAY, bill.orElseThrow()))
                .containsExactly(
                        new Row(Kind.PAYMENT, PAYMENT, "4200000000202611250000000001", 7_390),
                        new Row(Kind.REFUND, REFUND, "50000000382019052709732678859", 1_050));
        weChat.answersBy(asked -> asked.target().startsWith("/v3/billdownload/")
                ? new Said(200, Map.of(), bill().replace("73.90", "73.91").getBytes(StandardCharsets.UTF_8))
                : signed(
                        200,
                        "{\"hash_type\":\"SHA1\",\"hash_value\":\"" + hash + "\",\"download_url\":\""
                                + weChat.server.address() + "/v3/billdownload/file?token=xx\"}"));
        unknown(() -> gateway.bill(DAY));
        weChat.answers(
                200,
                "{\"hash_type\":\"SHA1\",\"hash_value\":\"" + hash
                        + "\",\"download_url\":\"http://169.254.169.254/v3/billdownload/file\"}");
        unknown(() -> gateway.bill(DAY));
        weChat.answers(400, "{\"code\":\"NO_STATEMENT_EXIST\"}");
        assertThat(gateway.bill(DAY)).isEmpty();
    }

    @Test
    void aBillOfAnotherMerchantOrDayOrCutOffIsNone() {
        bad(bill().replace("1900000109", "1900000110"), "another merchant");
        bad(bill().replace("`2026-11-25 10", "`2026-11-24 10"), "another day");
        bad(bill().replace("`CNY", "`USD"), "another currency");
        bad(bill().replace("`REFUND", "`NEWSTATE"), "nobody explained");
        bad(bill().replace("`10.50", "`10.505"), "no amount in yuan");
        bad(bill().replace("`73.90,`0.00,`\n", "`-73.90,`0.00,`\n"), "not above zero");
        List<String> lines = bill().lines().toList();
        bad(lines.get(0) + "\n" + lines.get(1) + "\n" + lines.get(3) + "\n" + lines.get(4), "so many lines");
        bad(lines.get(0) + "\n" + lines.get(1) + "\n" + lines.get(2), "no sums");
        bad("", "fewer than three");
        assertThatThrownBy(() -> gateway.read(DAY, new byte[] {(byte) 0xff, (byte) 0xfe, 0}))
                .isInstanceOf(BadBill.class);
    }

    private void bad(String bill, String why) {
        assertThatThrownBy(() -> gateway.read(DAY, bill.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(BadBill.class)
                .hasMessageContaining(why);
    }

    /** Its columns as its documents list them for bills of all trades; names may hold commas. */
    private static String bill() {
        return "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,"
                + "微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注\n"
                + "`2026-11-25 10:00:01,`wxd678efh567hg6787,`1900000109,`0,`,`4200000000202611250000000001,`" + PAYMENT
                + ",`oUpF8,`NATIVE,`SUCCESS,`OTHERS,`CNY,`73.90,`0.00,`0,`0,`0.00,`0.00,`,`,`村路订单, 米,`,`0.44000,`0.60%,"
                + "`73.90,`0.00,`\n"
                + "`2026-11-25 10:30:00,`wxd678efh567hg6787,`1900000109,`0,`,`4200000000202611250000000001,`" + PAYMENT
                + ",`oUpF8,`NATIVE,`REFUND,`OTHERS,`CNY,`0.00,`0.00,`50000000382019052709732678859,`" + REFUND
                + ",`10.50,`0.00,`ORIGINAL,`SUCCESS,`村路订单,`,`-0.06000,`0.60%,`0.00,`10.50,`\n"
                + "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\n"
                + "`2,`73.90,`10.50,`0.00,`0.38000,`73.90,`10.50\n";
    }

    private static String refund(String status) {
        return "{\"refund_id\":\"50000000382019052709732678859\",\"out_refund_no\":\"" + REFUND
                + "\",\"out_trade_no\":\""
                + PAYMENT + "\",\"channel\":\"ORIGINAL\",\"status\":\"" + status
                + "\",\"amount\":{\"total\":7390,\"refund\":1050,\"currency\":\"CNY\"}}";
    }

    private Said signed(int status, String body) {
        return weChat.signed(status, body, weChat.platform.getPrivate(), PlayedWeChat.SERIAL, weChat.now);
    }

    private static void unknown(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(Unavailable.class);
    }
}
