package org.cunlu.web.account;

import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cunlu.accounts.NoticeGateway;
import org.cunlu.accounts.Notices;

/** The phones of a test's people: they get the codes that are sent to them. */
@Singleton
@Primary
class Phones implements NoticeGateway {
    private static final Map<String, BlockingQueue<String>> CODES = new ConcurrentHashMap<>();
    private static final Pattern CODE = Pattern.compile("(?<![0-9])[0-9]{6}(?![0-9])");

    @Override
    public Delivery send(String noticeId, To to, Notices.Kind kind, String text) {
        Matcher code = CODE.matcher(text);
        if (to instanceof To.Phone phone && kind == Notices.Kind.CODE && code.find()) {
            of(phone.number().national()).add(code.group());
        }
        return new Delivery.Accepted("phone-" + noticeId);
    }

    /** @return the next code that arrived at the phone */
    static String code(String phone) {
        try {
            String code = of(phone).poll(10, TimeUnit.SECONDS);
            if (code == null) {
                throw new AssertionError("no code arrived at " + phone);
            }
            return code;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static BlockingQueue<String> of(String phone) {
        return CODES.computeIfAbsent(phone, none -> new LinkedBlockingQueue<>());
    }
}
