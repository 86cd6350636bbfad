package org.cunlu.orders.alipay;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.time.WallTime;
import org.cunlu.orders.GatewayBills;
import org.cunlu.orders.PaymentGateway;

/** Alipay: the buyer scans a QR code. Our payment id is its {@code out_trade_no}. */
@Singleton
@Requires(property = AlipaySettings.SWITCH)
class AlipayGateway implements PaymentGateway, GatewayBills {
    static final String CODE = "ALIPAY";

    private static final String CURRENCY = "CNY";
    private static final Set<String> PAID = Set.of("TRADE_SUCCESS", "TRADE_FINISHED");

    private final AlipaySettings settings;
    private final AlipayLine line;
    private final AlipayNotices notices;
    private final WallTime time;
    private final String notifyUrl;

    AlipayGateway(
            AlipaySettings settings,
            AlipayLine line,
            AlipayNotices notices,
            WallTime time,
            @Value("${cunlu.public-url:}") String publicUrl) {
        this.settings = settings;
        this.line = line;
        this.notices = notices;
        this.time = time;
        if (settings.notifyUrl() == null && publicUrl.isEmpty()) {
            throw new ConfigurationException("cunlu.payments.alipay.notify-url or cunlu.public-url is missing");
        }
        this.notifyUrl = settings.notifyUrl() != null
                ? settings.notifyUrl()
                : publicUrl.replaceAll("(?<!/)/+$", "") + "/api/hooks/payments/alipay";
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public String merchantId() {
        return settings.sellerId();
    }

    @Override
    public Reply reply(boolean taken) {
        return new Reply(taken ? 200 : 400, "text/plain", taken ? "success" : "failure");
    }

    @Override
    public Charge charge(ChargeWanted wanted) {
        AlipayLine.Answer answer = line.call(
                "alipay.trade.precreate",
                Map.of(
                        "out_trade_no",
                        wanted.paymentId(),
                        "total_amount",
                        Yuan.of(wanted.amountFen()),
                        "subject",
                        settings.description() + " " + wanted.paymentId(),
                        "seller_id",
                        settings.sellerId(),
                        "time_expire",
                        CountyTime.at(wanted.payBy()).format(AlipayLine.TIME)),
                notifyUrl);
        return answer.text("qr_code")
                .filter(url -> answer.good())
                .map(url -> new Charge(null, url))
                .orElseThrow(() -> new Unavailable("no charge: " + answer.refusal(), null));
    }

    /** The answer is signed for our application, so what it tells of is our seller's. */
    @Override
    public Optional<ChargeState> query(String paymentId) {
        AlipayLine.Answer answer = line.call("alipay.trade.query", Map.of("out_trade_no", paymentId), null);
        if (!answer.good() && answer.refusal().equals("ACQ.TRADE_NOT_EXIST")) {
            // It makes a trade when somebody scans the code.
            return Optional.empty();
        }
        if (!answer.good()
                || !answer.text("out_trade_no").filter(paymentId::equals).isPresent()) {
            throw new Unavailable("no state: " + answer.refusal(), null);
        }
        // What was paid and went back as a whole is closed as well.
        boolean paid = answer.text("trade_status").filter(PAID::contains).isPresent()
                || answer.text("send_pay_date").isPresent();
        OptionalLong fen = answer.text("total_amount").map(Yuan::fen).orElse(OptionalLong.empty());
        if (paid && (fen.isEmpty() || answer.text("trade_no").isEmpty())) {
            throw new Unavailable("paid, without a number or an amount", null);
        }
        return Optional.of(new ChargeState(
                answer.text("trade_no").orElse(""),
                settings.sellerId(),
                CURRENCY,
                paid,
                paid ? fen.getAsLong() : 0,
                answer.text("send_pay_date").map(this::instant).orElseGet(time::now)));
    }

    private Instant instant(String text) {
        try {
            return LocalDateTime.parse(text, AlipayLine.TIME)
                    .atZone(CountyTime.ZONE)
                    .toInstant();
        } catch (DateTimeException e) {
            return time.now();
        }
    }

    /** Money moved by this call, or did so before: then its own question about refunds tells. */
    @Override
    public RefundAnswer refund(RefundWanted wanted) {
        AlipayLine.Answer answer = line.call(
                "alipay.trade.refund",
                Map.of(
                        "out_trade_no",
                        wanted.paymentId(),
                        "refund_amount",
                        Yuan.of(wanted.amountFen()),
                        "out_request_no",
                        wanted.refundId()),
                null);
        if (!answer.good()) {
            return new RefundAnswer.Refused(answer.refusal());
        }
        if (answer.text("fund_change").orElse("").equals("Y")) {
            return new RefundAnswer.Made(wanted.refundId());
        }
        AlipayLine.Answer asked = line.call(
                "alipay.trade.fastpay.refund.query",
                Map.of("out_trade_no", wanted.paymentId(), "out_request_no", wanted.refundId()),
                null);
        boolean made = asked.good()
                && asked.text("refund_status").orElse("").equals("REFUND_SUCCESS")
                && asked.text("refund_amount").map(Yuan::fen).equals(Optional.of(OptionalLong.of(wanted.amountFen())));
        return made ? new RefundAnswer.Made(wanted.refundId()) : new RefundAnswer.Pending();
    }

    @Override
    public Notice read(Map<String, String> headers, byte[] body) {
        return notices.read(body, time.now());
    }

    @Override
    public Optional<byte[]> bill(LocalDate day) {
        AlipayLine.Answer answer = line.call(
                "alipay.data.dataservice.bill.downloadurl.query",
                Map.of("bill_type", "trade", "bill_date", day.toString()),
                null);
        if (!answer.good() && answer.refusal().toUpperCase(Locale.ROOT).contains("BILL_NOT_EXIST")) {
            return Optional.empty();
        }
        return answer.text("bill_download_url")
                .filter(url -> answer.good())
                .map(url -> Optional.of(line.file(url, GatewayBills.BYTES_MAX)))
                .orElseThrow(() -> new Unavailable("no bill: " + answer.refusal(), null));
    }

    @Override
    public List<Row> read(LocalDate day, byte[] file) {
        return AlipayBill.read(day, file);
    }
}
