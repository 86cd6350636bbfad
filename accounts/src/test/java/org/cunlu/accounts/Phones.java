package org.cunlu.accounts;

import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The phones of a test's people, and what they have of WeChat by their openid, all instances together: they get what is sent to them, and can be without network. */
@Singleton
@Primary
public class Phones implements NoticeGateway {
    /** A message as it arrived. */
    public record Arrived(String noticeId, Notices.Kind kind, String text) {}

    private static final Map<String, List<Arrived>> ARRIVED = new ConcurrentHashMap<>();
    private static final Map<String, Delivery> REFUSING = new ConcurrentHashMap<>();
    private static final Pattern CODE = Pattern.compile("(?<![0-9])[0-9]{6}(?![0-9])");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public Delivery send(String noticeId, To to, Notices.Kind kind, String text) {
        String whom = switch (to) {
            case To.Phone phone -> phone.number().national();
            case To.WeChat person -> person.openid();
        };
        Delivery refusal = REFUSING.get(whom);
        if (refusal != null) {
            return refusal;
        }
        of(whom).add(new Arrived(noticeId, kind, text));
        return new Delivery.Accepted("phone-" + noticeId);
    }

    /** @param delivery what the gateway says of this phone from now on; null for all is well */
    public static void refuse(String phone, NoticeGateway.Delivery delivery) {
        if (delivery == null) {
            REFUSING.remove(phone);
        } else {
            REFUSING.put(phone, delivery);
        }
    }

    /** @return what has arrived so far, in order */
    public static List<Arrived> at(String phone) {
        return List.copyOf(of(phone));
    }

    /** Waits for a message of a kind that has not been read yet, and reads it away. */
    public static String next(String phone, Notices.Kind kind) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            for (Arrived arrived : of(phone)) {
                if (arrived.kind() == kind && of(phone).remove(arrived)) {
                    return arrived.text();
                }
            }
            pause();
        }
        throw new AssertionError("no " + kind + " arrived at " + phone + ", only " + of(phone));
    }

    /** @return the code of the next message with one */
    public static String code(String phone) {
        Matcher code = CODE.matcher(next(phone, Notices.Kind.CODE));
        if (!code.find()) {
            throw new AssertionError("a message without a code");
        }
        return code.group();
    }

    /** @return six digits that are another code */
    public static String otherThan(String code) {
        return String.format("%06d", (Integer.parseInt(code) + 1) % 1_000_000);
    }

    private static List<Arrived> of(String phone) {
        return ARRIVED.computeIfAbsent(phone, none -> new CopyOnWriteArrayList<>());
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
