package org.cunlu.orders.alipay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.orders.GatewayBills.BadBill;
import org.cunlu.orders.GatewayBills.Kind;
import org.cunlu.orders.GatewayBills.Row;
import org.cunlu.orders.PaymentGateway.Charge;
import org.cunlu.orders.PaymentGateway.ChargeState;
import org.cunlu.orders.PaymentGateway.ChargeWanted;
import org.cunlu.orders.PaymentGateway.Notice;
import org.cunlu.orders.PaymentGateway.RefundAnswer;
import org.cunlu.orders.PaymentGateway.RefundWanted;
import org.cunlu.orders.PaymentGateway.Unavailable;
import org.cunlu.orders.standin.PlayedServer;
import org.cunlu.orders.standin.PlayedServer.Said;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What we ask of Alipay, and what we believe of its answers and notices. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlipayTest {
    private static final String PAYMENT = "0SBG48QTD0MPX";
    private static final String REFUND = "0SBG48QTD0MPY";
    private static final RefundWanted BACK = new RefundWanted(REFUND, PAYMENT, 1_050, 7_390);
    private static final ChargeWanted WANTED =
            new ChargeWanted(PAYMENT, 7_390, Instant.parse("2026-11-26T02:30:00.123Z"));
    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);
    private static final Charset GBK = Charset.forName("GB18030");
    private static final String QUERY = "alipay.trade.query";

    private final PlayedAlipay alipay = new PlayedAlipay();
    private final AlipayGateway gateway = alipay.gateway();

    @AfterAll
    void close() {
        alipay.close();
    }

    @Test
    void aChargeIsAskedForSignedAndSaysWhatIsToBePaid() {
        alipay.answers(Map.of(
                "alipay.trade.precreate",
                "{\"code\":\"10000\",\"msg\":\"Success\",\"out_trade_no\":\"" + PAYMENT
                        + "\",\"qr_code\":\"https:\\/\\/qr.alipay.com\\/bavh4wjlxf12tper3a\"}"));
        assertThat(gateway.charge(WANTED)).isEqualTo(new Charge(null, "https://qr.alipay.com/bavh4wjlxf12tper3a"));
        Map<String, String> fields = PlayedAlipay.fields(alipay.server.last());
        assertThat(fields)
                .containsEntry("notify_url", "https://cunlu.example/api/hooks/payments/alipay")
                .containsEntry("timestamp", "2026-11-26 10:00:00");
        assertThat(fields.get("biz_content"))
                .contains(
                        "\"total_amount\":\"73.90\"",
                        "\"out_trade_no\":\"" + PAYMENT + "\"",
                        "\"time_expire\":\"2026-11-26 10:30:00\"");
    }

    @Test
    void howAChargeStandsIsAskedByOurNumber() {
        alipay.answers(Map.of(QUERY, trade("TRADE_SUCCESS", ",\"send_pay_date\":\"2026-11-26 09:59:58\"")));
        var state = gateway.query(PAYMENT).orElseThrow();
        assertThat(state.paid()).isTrue();
        assertThat(state.paidFen()).isEqualTo(7_390);
        assertThat(state.merchantId()).isEqualTo(gateway.merchantId());
        assertThat(state.paidAt()).isEqualTo(Instant.parse("2026-11-26T01:59:58Z"));
        alipay.answers(Map.of(QUERY, trade("TRADE_CLOSED", ",\"send_pay_date\":\"2026-11-26 09:59:58\"")));
        assertThat(gateway.query(PAYMENT).orElseThrow().paid()).isTrue();
        for (String open : List.of("WAIT_BUYER_PAY", "TRADE_CLOSED")) {
            alipay.answers(Map.of(QUERY, trade(open, "")));
            assertThat(gateway.query(PAYMENT).orElseThrow().paid()).as(open).isFalse();
        }
        alipay.answers(Map.of(QUERY, refusal("ACQ.TRADE_NOT_EXIST")));
        assertThat(gateway.query(PAYMENT)).isEmpty();
    }

    @Test
    void anAnswerThatItDidNotSignOrThatWasChangedIsUnknown() {
        String paid = trade("TRADE_SUCCESS", ",\"send_pay_date\":\"2026-11-26 09:59:58\"");
        var others = PlayedServer.keys();
        alipay.server.answers(asked -> PlayedAlipay.json(
                "{\"alipay_trade_query_response\":" + paid + ",\"sign\":\"" + PlayedAlipay.sign(paid, others) + "\"}"));
        unknown(() -> gateway.query(PAYMENT));
        String sign = PlayedAlipay.sign(paid, alipay.alipays);
        alipay.server.answers(asked -> PlayedAlipay.json(
                "{\"alipay_trade_query_response\":" + paid.replace("73.90", "73.91") + ",\"sign\":\"" + sign + "\"}"));
        unknown(() -> gateway.query(PAYMENT));
        alipay.server.answers(asked -> PlayedAlipay.json("{\"alipay_trade_query_response\":" + paid + "}"));
        unknown(() -> gateway.query(PAYMENT));
        // A signed answer to another question, and one that is hidden deeper, are no answers.
        alipay.server.answers(asked ->
                PlayedAlipay.json("{\"alipay_trade_refund_response\":" + paid + ",\"sign\":\"" + sign + "\"}"));
        unknown(() -> gateway.query(PAYMENT));
        alipay.server.answers(asked ->
                PlayedAlipay.json("{\"x\":{\"alipay_trade_query_response\":" + paid + "},\"sign\":\"" + sign + "\"}"));
        unknown(() -> gateway.query(PAYMENT));
        alipay.answers(Map.of(QUERY, paid.replace(PAYMENT, "0SBG48QTD0MPZ")));
        unknown(() -> gateway.query(PAYMENT));
    }

    @Test
    void itsTroubleIsUnknownAndNeverRefused() {
        for (String trouble : List.of(
                "{\"code\":\"20000\",\"sub_code\":\"isp.unknow-error\"}",
                "{\"code\":\"40004\",\"sub_code\":\"ACQ.SYSTEM_ERROR\"}",
                "{\"code\":\"40004\",\"sub_code\":\"aop.ACQ.SYSTEM_ERROR\"}",
                "{\"code\":\"10003\"}",
                "{\"code\":\"40006\",\"sub_code\":\"isv.insufficient-isv-permissions\"}")) {
            alipay.answers(Map.of("alipay.trade.refund", trouble));
            unknown(() -> gateway.refund(BACK));
        }
        alipay.server.answers(asked -> new Said(502, Map.of(), new byte[0]));
        unknown(() -> gateway.refund(BACK));
        alipay.server.answers(asked -> PlayedAlipay.json("x".repeat(70_000)));
        unknown(() -> gateway.charge(WANTED));
    }

    @Test
    void aRefundIsMadeOnceAndThenFoundByItsNumber() {
        alipay.answers(
                Map.of("alipay.trade.refund", "{\"code\":\"10000\",\"fund_change\":\"Y\",\"refund_fee\":\"10.50\"}"));
        assertThat(gateway.refund(BACK)).isEqualTo(new RefundAnswer.Made(REFUND));
        assertThat(PlayedAlipay.fields(alipay.server.last()).get("biz_content"))
                .contains("\"refund_amount\":\"10.50\"", "\"out_request_no\":\"" + REFUND + "\"");
        String again = "{\"code\":\"10000\",\"fund_change\":\"N\",\"refund_fee\":\"10.50\"}";
        String question = "alipay.trade.fastpay.refund.query";
        alipay.answers(Map.of(
                "alipay.trade.refund",
                again,
                question,
                "{\"code\":\"10000\",\"refund_status\":\"REFUND_SUCCESS\",\"refund_amount\":\"10.50\"}"));
        assertThat(gateway.refund(BACK)).isEqualTo(new RefundAnswer.Made(REFUND));
        alipay.answers(Map.of("alipay.trade.refund", again, question, "{\"code\":\"10000\"}"));
        assertThat(gateway.refund(BACK)).isEqualTo(new RefundAnswer.Pending());
        alipay.answers(Map.of("alipay.trade.refund", refusal("ACQ.SELLER_BALANCE_NOT_ENOUGH")));
        assertThat(gateway.refund(BACK)).isEqualTo(new RefundAnswer.Refused("ACQ.SELLER_BALANCE_NOT_ENOUGH"));
    }

    @Test
    void aGenuineNoticeTellsWhatWasPaid() {
        var notice = (Notice.Genuine) read(alipay.notice(PAYMENT, "73.90"));
        assertThat(notice.noticeId()).isEqualTo("ac05099524730693a8b330c5ecf72da9786");
        assertThat(notice.paymentId()).isEqualTo(PAYMENT);
        assertThat(notice.state().paid()).isTrue();
        assertThat(notice.state().paidFen()).isEqualTo(7_390);
        assertThat(notice.state().merchantId()).isEqualTo(gateway.merchantId());
        assertThat(gateway.reply(true).body()).isEqualTo("success");
        assertThat(gateway.reply(false).body()).isEqualTo("failure");
    }

    @Test
    void aForgedChangedOrIncompleteNoticeIsRefused() {
        var fields = alipay.notice(PAYMENT, "73.90");
        refused("signature wrong", PlayedAlipay.signed(fields, PlayedServer.keys()));
        byte[] good = PlayedAlipay.signed(fields, alipay.alipays);
        String text = new String(good, StandardCharsets.US_ASCII);
        refused("signature wrong", text.replace("73.90", "73.91").getBytes(StandardCharsets.US_ASCII));
        refused("signature wrong", text.replace(PAYMENT, "0SBG48QTD0MPZ").getBytes(StandardCharsets.US_ASCII));
        refused("signature wrong", (text + "&more=1").getBytes(StandardCharsets.US_ASCII));
        refused("body unreadable", (text + "&total_amount=1.00").getBytes(StandardCharsets.US_ASCII));
        refused("signed otherwise than by RSA2", text.replace("RSA2", "RSA").getBytes(StandardCharsets.US_ASCII));
        refused("fields missing", PlayedAlipay.form(fields));
        refused("body unreadable", "{}".getBytes(StandardCharsets.US_ASCII));
        refused("body unreadable", "a=%zz".getBytes(StandardCharsets.US_ASCII));
        var nameless = new TreeMap<>(fields);
        nameless.remove("notify_id");
        refused("fields missing", PlayedAlipay.signed(nameless, alipay.alipays));
    }

    @Test
    void itIsFreshForFiveMinutesBothWays() {
        for (int sign : new int[] {-1, 1}) {
            assertThat(sentAt(Duration.ofSeconds(sign * 300L))).isInstanceOf(Notice.Genuine.class);
            assertThat(sentAt(Duration.ofSeconds(sign * 301L))).isEqualTo(new Notice.Refused("timestamp not fresh"));
        }
    }

    @Test
    void anotherSellerAppOrCurrencyIsToldAsSuchAndNeverOurs() {
        assertThat(state("seller_id", "2088000000000000").merchantId()).isNotEqualTo(gateway.merchantId());
        assertThat(state("app_id", "2021000000000002").merchantId()).isNotEqualTo(gateway.merchantId());
        assertThat(state("trans_currency", "USD").currency()).isEqualTo("USD");
        assertThat(state("trade_status", "WAIT_BUYER_PAY").paid()).isFalse();
        assertThat(read(with("total_amount", "73.905"))).isEqualTo(new Notice.Refused("no number or amount"));
    }

    @Test
    void theBillOfADayIsFetchedFromItsOwnHostAndReadToTheFen() {
        byte[] file = zipped(bill());
        String method = "alipay.data.dataservice.bill.downloadurl.query";
        alipay.server.answers(asked -> asked.target().startsWith("/bill")
                ? new Said(200, Map.of(), file)
                : alipay.said(
                        method,
                        "{\"code\":\"10000\",\"bill_download_url\":\"" + alipay.server.address() + "/bill?id=1\"}"));
        assertThat(gateway.read(DAY, gateway.bill(DAY).orElseThrow()))
                .containsExactly(
                        new Row(Kind.PAYMENT, PAYMENT, "2026112522001446881000000001", 7_390),
                        new Row(Kind.REFUND, REFUND, "2026112522001446881000000001", 1_050));
        alipay.answers(Map.of(method, "{\"code\":\"10000\",\"bill_download_url\":\"https://elsewhere.example/bill\"}"));
        unknown(() -> gateway.bill(DAY));
        alipay.answers(Map.of(method, refusal("isp.bill_not_exist")));
        assertThat(gateway.bill(DAY)).isEmpty();
    }

    @Test
    void aBillOfAnotherDayOrCutOffIsNone() {
        bad(zipped(bill().replace("2026-11-25 10:30:00\t,", "2026-11-24 10:30:00\t,")), "another day");
        bad(zipped(bill().replace("退款\t,", "转账\t,")), "nobody explained");
        bad(
                zipped(bill().substring(0, bill().indexOf("#-----------------------------------------业务明细列表结束"))),
                "does not end");
        bad(new byte[] {'P', 'K', 3, 4, 9, 9}, "archive");
        assertThat(gateway.read(DAY, bill().getBytes(GBK))).hasSize(2);
    }

    private void bad(byte[] bill, String why) {
        assertThatThrownBy(() -> gateway.read(DAY, bill))
                .isInstanceOf(BadBill.class)
                .hasMessageContaining(why);
    }

    /** As its documents show it: notes, tabs behind the cells, a refund below zero. */
    private static String bill() {
        return "#支付宝业务明细查询\n#账号：[20881021462251350156]\n#起始日期：[2026年11月25日 00:00:00]   终止日期：[2026年11月26日 00:00:00]\n"
                + "#-----------------------------------------业务明细列表----------------------------------------\n"
                + "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,"
                + "支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,"
                + "退款批次号/请求号,服务费（元）,分润（元）,备注\n"
                + "2026112522001446881000000001\t," + PAYMENT
                + "\t,交易\t,村路订单\t,2026-11-25 10:00:00\t,2026-11-25 10:00:05\t,\t,\t,\t,\t,*三(138****0000)\t,73.90,73.90,0.00,0.00,"
                + "0.00,0.00,0.00,,0.00,0.00,\t,-0.44,0.00,\t\n"
                + "2026112522001446881000000001\t," + PAYMENT
                + "\t,退款\t,村路订单\t,2026-11-25 10:30:00\t,2026-11-25 10:30:00\t,\t,\t,\t,\t,*三(138****0000)\t,-10.50,-10.50,0.00,0.00,"
                + "0.00,0.00,0.00,,0.00,0.00," + REFUND + "\t,0.06,0.00,\t\n"
                + "#-----------------------------------------业务明细列表结束------------------------------------\n"
                + "#交易合计：1笔，商家实收共73.90元，商家优惠共0.00元\n";
    }

    private static byte[] zipped(String details) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, GBK)) {
            zip.putNextEntry(new ZipEntry("20881021462251350156_20261125_业务明细(汇总).csv"));
            zip.write("#sums".getBytes(GBK));
            zip.putNextEntry(new ZipEntry("20881021462251350156_20261125_业务明细.csv"));
            zip.write(details.getBytes(GBK));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static String trade(String status, String more) {
        return "{\"code\":\"10000\",\"msg\":\"Success\",\"buyer_logon_id\":\"ray***@163.com\",\"out_trade_no\":\""
                + PAYMENT
                + "\",\"total_amount\":\"73.90\",\"trade_no\":\"2026112622001446881000000001\",\"trade_status\":\""
                + status + "\",\"subject\":\"\\u6751 \\\"}{\\\" 路\"" + more + "}";
    }

    private static String refusal(String why) {
        return "{\"code\":\"40004\",\"msg\":\"Business Failed\",\"sub_code\":\"" + why + "\",\"sub_msg\":\"x\"}";
    }

    private Map<String, String> with(String name, String value) {
        var fields = alipay.notice(PAYMENT, "73.90");
        fields.put(name, value);
        return fields;
    }

    private ChargeState state(String name, String value) {
        return ((Notice.Genuine) read(with(name, value))).state();
    }

    private Notice sentAt(Duration later) {
        return read(with(
                "notify_time", alipay.now.plus(later).atZone(CountyTime.ZONE).format(AlipayLine.TIME)));
    }

    private Notice read(Map<String, String> fields) {
        return gateway.read(Map.of(), PlayedAlipay.signed(fields, alipay.alipays));
    }

    private void refused(String reason, byte[] body) {
        assertThat(gateway.read(Map.of(), body)).isEqualTo(new Notice.Refused(reason));
    }

    private static void unknown(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(Unavailable.class);
    }
}
