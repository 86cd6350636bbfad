package org.cunlu.orders.alipay;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.orders.PaymentGateway.ChargeState;
import org.cunlu.orders.PaymentGateway.Notice;

/** Reads Alipay's notices: a form whose fields are signed together, RSA2 and nothing else. */
@Singleton
@Requires(property = AlipaySettings.SWITCH)
class AlipayNotices {
    /** Both ways. What is repeated with an old time is learnt by asking. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private static final Set<String> PAID = Set.of("TRADE_SUCCESS", "TRADE_FINISHED");

    private static final int FIELDS_MAX = 100;
    private static final int NOTICE_ID_MAX = 64;

    private final AlipaySettings settings;
    private final AlipayKeys keys;

    AlipayNotices(AlipaySettings settings, AlipayKeys keys) {
        this.settings = settings;
        this.keys = keys;
    }

    Notice read(byte[] body, Instant now) {
        Optional<Map<String, String>> parsed = fields(new String(body, StandardCharsets.UTF_8));
        if (parsed.isEmpty()) {
            return new Notice.Refused("body unreadable");
        }
        Map<String, String> fields = parsed.get();
        String sign = fields.getOrDefault("sign", "");
        String noticeId = fields.getOrDefault("notify_id", "");
        if (sign.isEmpty() || noticeId.isEmpty() || noticeId.length() > NOTICE_ID_MAX) {
            return new Notice.Refused("fields missing");
        }
        if (!fields.getOrDefault("sign_type", "").equals("RSA2")) {
            return new Notice.Refused("signed otherwise than by RSA2");
        }
        if (!keys.alipays(AlipayKeys.lines(unsigned(fields)), sign)) {
            return new Notice.Refused("signature wrong");
        }
        if (!fresh(fields.getOrDefault("notify_time", ""), now)) {
            return new Notice.Refused("timestamp not fresh");
        }
        return notice(noticeId, fields, now);
    }

    private Notice notice(String noticeId, Map<String, String> fields, Instant now) {
        if (!fields.getOrDefault("notify_type", "").equals("trade_status_sync")) {
            return new Notice.Other();
        }
        boolean paid = PAID.contains(fields.getOrDefault("trade_status", ""));
        OptionalLong fen = Yuan.fen(fields.getOrDefault("total_amount", ""));
        if (fen.isEmpty() || fields.getOrDefault("trade_no", "").isEmpty()) {
            return new Notice.Refused("no number or amount");
        }
        String seller = fields.getOrDefault("seller_id", "");
        boolean ownApp = fields.getOrDefault("app_id", "").equals(settings.appId());
        return new Notice.Genuine(
                noticeId,
                fields.getOrDefault("out_trade_no", ""),
                new ChargeState(
                        fields.get("trade_no"),
                        ownApp ? seller : seller + " of another app",
                        // The field is there only where the trade is in another currency.
                        fields.getOrDefault("trans_currency", "CNY"),
                        paid,
                        fen.getAsLong(),
                        instant(fields.getOrDefault("gmt_payment", "")).orElse(now)));
    }

    private static Map<String, String> unsigned(Map<String, String> fields) {
        var signed = new HashMap<>(fields);
        signed.remove("sign");
        signed.remove("sign_type");
        return signed;
    }

    /** @return empty when it is no form, or has a field twice */
    private static Optional<Map<String, String>> fields(String form) {
        var fields = new HashMap<String, String>();
        try {
            for (String pair : form.split("&", FIELDS_MAX + 1)) {
                int cut = pair.indexOf('=');
                if (cut < 1 || fields.size() == FIELDS_MAX) {
                    return Optional.empty();
                }
                String name = URLDecoder.decode(pair.substring(0, cut), StandardCharsets.UTF_8);
                String value = URLDecoder.decode(pair.substring(cut + 1), StandardCharsets.UTF_8);
                if (fields.put(name, value) != null) {
                    return Optional.empty();
                }
            }
            return Optional.of(fields);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean fresh(String text, Instant now) {
        return instant(text)
                .filter(sent -> Duration.between(sent, now).abs().compareTo(FRESH) <= 0)
                .isPresent();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, AlipayLine.TIME)
                    .atZone(CountyTime.ZONE)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
