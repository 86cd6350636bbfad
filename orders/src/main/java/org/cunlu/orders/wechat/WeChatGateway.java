package org.cunlu.orders.wechat;

import static org.cunlu.orders.wechat.WeChatLine.number;
import static org.cunlu.orders.wechat.WeChatLine.text;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.time.WallTime;
import org.cunlu.orders.GatewayBills;
import org.cunlu.orders.PaymentGateway;

/** WeChat Pay: the buyer scans a QR code ({@code code_url}, native), or pays within WeChat ({@code prepay_id}, JSAPI). Our payment id is its {@code out_trade_no}. */
@Singleton
@Requires(property = WeChatSettings.SWITCH)
class WeChatGateway implements PaymentGateway, GatewayBills {
    static final String CODE = "WECHAT";

    private static final String CURRENCY = "CNY";
    /** With its seconds, also where they are 0. */
    private static final DateTimeFormatter RFC_3339 = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX");

    /** What stands for a charge that is paid within WeChat (JSAPI). */
    private static final String PREPAID = "prepay_id=";

    /** REFUND: it was paid, and some of it went back. */
    private static final Set<String> PAID = Set.of("SUCCESS", "REFUND");

    private static final Set<String> NO_SUCH = Set.of("ORDER_NOT_EXIST", "RESOURCE_NOT_EXISTS", "ORDERNOTEXIST");

    private final WeChatSettings settings;
    private final WeChatKeys keys;
    private final WeChatLine line;
    private final WallTime time;
    private final String notifyUrl;

    WeChatGateway(
            WeChatSettings settings,
            WeChatKeys keys,
            WeChatLine line,
            WallTime time,
            @Value("${cunlu.public-url:}") String publicUrl) {
        this.settings = settings;
        this.keys = keys;
        this.line = line;
        this.time = time;
        if (settings.notifyUrl() == null && publicUrl.isEmpty()) {
            throw new ConfigurationException("cunlu.payments.wechat.notify-url or cunlu.public-url is missing");
        }
        this.notifyUrl = settings.notifyUrl() != null
                ? settings.notifyUrl()
                : publicUrl.replaceAll("(?<!/)/+$", "") + "/api/hooks/payments/wechat";
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public String merchantId() {
        return settings.merchantId();
    }

    @Override
    public boolean knowsPayers() {
        return true;
    }

    @Override
    public Charge charge(ChargeWanted wanted) {
        boolean byApp = wanted.payer() != null;
        WeChatLine.Answer answer = line.post("/v3/pay/transactions/" + (byApp ? "jsapi" : "native"), wanted(wanted));
        return text(answer.body(), byApp ? "prepay_id" : "code_url")
                .filter(found -> answer.good())
                .map(found -> new Charge(null, byApp ? PREPAID + found : found))
                .orElseThrow(() -> new Unavailable("no charge: " + answer.status() + " " + answer.code(), null));
    }

    private Map<String, Object> wanted(ChargeWanted wanted) {
        var body = new LinkedHashMap<String, Object>();
        body.put("appid", settings.appId());
        body.put("mchid", settings.merchantId());
        body.put("description", settings.description() + " " + wanted.paymentId());
        body.put("out_trade_no", wanted.paymentId());
        body.put("time_expire", CountyTime.at(wanted.payBy()).format(RFC_3339));
        body.put("notify_url", notifyUrl);
        body.put("amount", Map.of("total", wanted.amountFen(), "currency", CURRENCY));
        if (wanted.payer() != null) {
            body.put("payer", Map.of("openid", wanted.payer()));
        }
        return body;
    }

    @Override
    public Map<String, String> invocation(String payUrl) {
        return payUrl.startsWith(PREPAID)
                ? keys.invocation(settings.appId(), payUrl, time.now(), WeChatLine.nonce())
                : Map.of();
    }

    @Override
    public Optional<ChargeState> query(String paymentId) {
        WeChatLine.Answer answer =
                line.get("/v3/pay/transactions/out-trade-no/" + paymentId + "?mchid=" + settings.merchantId());
        if (answer.status() == 404 && NO_SUCH.contains(answer.code())) {
            return Optional.empty();
        }
        if (!answer.good()
                || !text(answer.body(), "out_trade_no")
                        .filter(paymentId::equals)
                        .isPresent()) {
            throw new Unavailable("no state: " + answer.status() + " " + answer.code(), null);
        }
        return Optional.of(state(answer.body()));
    }

    /** A transaction as queries and notices show it. One of another app of the merchant is not ours. */
    private ChargeState state(JsonNode transaction) {
        boolean paid = text(transaction, "trade_state").filter(PAID::contains).isPresent();
        String merchant = text(transaction, "mchid").orElse("");
        boolean ownApp =
                text(transaction, "appid").filter(settings.appId()::equals).isPresent();
        if (paid
                && (text(transaction, "transaction_id").isEmpty()
                        || number(transaction, "amount", "total").isEmpty())) {
            throw new Unavailable("paid, without a number or an amount", null);
        }
        return new ChargeState(
                text(transaction, "transaction_id").orElse(""),
                ownApp ? merchant : merchant + " of another app",
                text(transaction, "amount", "currency").orElse(paid ? "" : CURRENCY),
                paid,
                paid ? number(transaction, "amount", "total").orElseThrow() : 0,
                text(transaction, "success_time").map(this::instant).orElseGet(time::now));
    }

    private Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return time.now();
        }
    }

    /** Asked for first, for the same number with a refund under way may be answered as if it were new. */
    @Override
    public RefundAnswer refund(RefundWanted wanted) {
        WeChatLine.Answer known = line.get("/v3/refund/domestic/refunds/" + wanted.refundId());
        if (known.good()) {
            return refunded(known);
        }
        if (known.status() != 404 || !NO_SUCH.contains(known.code())) {
            throw new Unavailable("no refund: " + known.status() + " " + known.code(), null);
        }
        WeChatLine.Answer answer = line.post(
                "/v3/refund/domestic/refunds",
                Map.of(
                        "out_trade_no",
                        wanted.paymentId(),
                        "out_refund_no",
                        wanted.refundId(),
                        "amount",
                        Map.of("refund", wanted.amountFen(), "total", wanted.ofFen(), "currency", CURRENCY)));
        return answer.good()
                ? refunded(answer)
                : new RefundAnswer.Refused(answer.code().isEmpty() ? "status " + answer.status() : answer.code());
    }

    private static RefundAnswer refunded(WeChatLine.Answer answer) {
        String status = text(answer.body(), "status").orElse("");
        return switch (status) {
            case "SUCCESS" ->
                new RefundAnswer.Made(text(answer.body(), "refund_id")
                        .orElseThrow(() -> new Unavailable("a refund without a number", null)));
            case "PROCESSING" -> new RefundAnswer.Pending();
            // The payer's account or card is closed, or the refund was called off.
            case "ABNORMAL", "CLOSED" -> new RefundAnswer.Refused(status);
            default -> throw new Unavailable("a refund of an unknown state", null);
        };
    }

    @Override
    public Notice read(Map<String, String> headers, byte[] body) {
        Optional<String> doubt = keys.doubt(headers, body, time.now());
        if (doubt.isPresent()) {
            return new Notice.Refused(doubt.get());
        }
        try {
            JsonNode notice = line.read(body);
            Optional<String> id = text(notice, "id").filter(text -> text.length() <= 64);
            if (id.isEmpty()) {
                return new Notice.Refused("no notice id");
            }
            if (!text(notice, "event_type").orElse("").startsWith("TRANSACTION.")) {
                return new Notice.Other();
            }
            if (!"AEAD_AES_256_GCM".equals(text(notice, "resource", "algorithm").orElse(""))) {
                return new Notice.Refused("algorithm unknown");
            }
            JsonNode transaction = line.read(keys.open(
                    text(notice, "resource", "ciphertext").orElse(""),
                    text(notice, "resource", "nonce").orElse(""),
                    text(notice, "resource", "associated_data").orElse("")));
            return new Notice.Genuine(
                    id.get(), text(transaction, "out_trade_no").orElse(""), state(transaction));
        } catch (GeneralSecurityException e) {
            return new Notice.Refused("resource not sealed with our key");
        } catch (IOException | Unavailable e) {
            return new Notice.Refused("body unreadable");
        }
    }

    @Override
    public Optional<byte[]> bill(LocalDate day) {
        WeChatLine.Answer answer = line.get("/v3/bill/tradebill?bill_date=" + day + "&bill_type=ALL");
        if (answer.code().equals("NO_STATEMENT_EXIST")) {
            return Optional.empty();
        }
        Optional<String> address = text(answer.body(), "download_url");
        if (!answer.good() || address.isEmpty()) {
            throw new Unavailable("no bill: " + answer.status() + " " + answer.code(), null);
        }
        byte[] file = line.file(address.get(), GatewayBills.BYTES_MAX);
        WeChatBill.demandHash(
                file,
                text(answer.body(), "hash_type").orElse(""),
                text(answer.body(), "hash_value").orElse(""));
        return Optional.of(file);
    }

    @Override
    public List<Row> read(LocalDate day, byte[] file) {
        return WeChatBill.read(settings.merchantId(), day, file);
    }
}
