package org.cunlu.web;

import io.micronaut.core.annotation.Nullable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cunlu.kernel.problem.ProblemException;

/**
 * What a form brought.
 * @param all by the names of its fields
 */
public record Fields(Map<String, String> all) {
    public static final Fields NONE = new Fields(Map.of());

    public static final String PHONE = "phone";
    public static final String CODE = "code";
    public static final String PASSWORD = "password";
    public static final String OLD_PASSWORD = "old";
    public static final String FACTOR = "factor";
    public static final String NAME = "name";

    private static final Set<String> SECRETS = Set.of(CODE, PASSWORD, OLD_PASSWORD, FACTOR, "_csrf");
    /** Longer than anything that most pages ask for. */
    private static final int LENGTH_MAX = 300;

    public Fields {
        all = Map.copyOf(all);
    }

    /** @throws ProblemException 400 {@code too-long} */
    public static Fields of(@Nullable Map<String, String> posted) {
        return of(posted, LENGTH_MAX);
    }

    /** Of a form with a field that may be longer than most. @throws ProblemException 400 {@code too-long} */
    public static Fields of(@Nullable Map<String, String> posted, int lengthMax) {
        var all = new HashMap<String, String>();
        if (posted != null) {
            posted.forEach((name, value) -> {
                if (value != null && value.length() > lengthMax) {
                    throw ProblemException.invalid(name, "too-long", "填写的内容过长 · What was filled in is too long");
                }
                all.put(name, value == null ? "" : value);
            });
        }
        return new Fields(all);
    }

    /** @return as it was typed; empty when it is missing */
    public String typed(String name) {
        return all.getOrDefault(name, "");
    }

    /** @return null for what was left empty */
    @Nullable
    public String optional(String name) {
        String text = typed(name);
        return text.isEmpty() ? null : text;
    }

    /** @return what may be shown in the form again: no password and no code goes back into a page */
    public Fields withoutSecrets() {
        var rest = new HashMap<>(all);
        rest.keySet().removeAll(SECRETS);
        return new Fields(rest);
    }

    /** @return by which this very form is known when it comes again  @param path to which it was sent */
    public byte[] fingerprint(String path) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(("POST " + path).getBytes(StandardCharsets.UTF_8));
            new TreeMap<>(all)
                    .forEach((name, value) ->
                            digest.update(("\n" + name + "=" + value).getBytes(StandardCharsets.UTF_8)));
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Hides what people typed from logs. */
    @Override
    public String toString() {
        return "Fields" + all.keySet();
    }
}
