package org.cunlu.search.offers;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Weights and volumes in a text, each as one token in grams or millilitres, so that 5斤, 五斤, 2.5kg and 2500 克 are the same. A 斤 is
 * 500 g and a 两 50 g (State Council order of 1959 on the market system of measures, and the law on metrology since).
 */
final class Quantities {
    private static final Map<String, Unit> UNITS = Map.ofEntries(
            Map.entry("kg", new Unit('g', 1_000)),
            Map.entry("公斤", new Unit('g', 1_000)),
            Map.entry("千克", new Unit('g', 1_000)),
            Map.entry("斤", new Unit('g', 500)),
            Map.entry("市斤", new Unit('g', 500)),
            Map.entry("两", new Unit('g', 50)),
            Map.entry("克", new Unit('g', 1)),
            Map.entry("g", new Unit('g', 1)),
            Map.entry("升", new Unit('l', 1_000)),
            Map.entry("l", new Unit('l', 1_000)),
            Map.entry("毫升", new Unit('l', 1)),
            Map.entry("ml", new Unit('l', 1)));
    private static final String DIGITS = "零一二三四五六七八九";

    /** Longer units come first; a letter behind a unit of letters makes it a word of another sense. */
    private static final Pattern QUANTITY =
            Pattern.compile("(?<![\\d.])(\\d{1,6}(?:\\.\\d{1,3})?|[一二两三四五六七八九]?十[一二三四五六七八九]?"
                    + "|[一二两三四五六七八九半])\\s?(公斤|千克|市斤|毫升|kg(?![a-z])|ml(?![a-z])|斤|两|克|升|g(?![a-z])|l(?![a-z]))(半)?");

    private Quantities() {}

    private record Unit(char kind, long worth) {}

    /** @param token {@code q2500g} or {@code q1500l} (millilitres) @param rest the text without them */
    record Found(List<String> tokens, String rest) {}

    /** @param normal as {@link Text#normal} gives it */
    static Found in(String normal) {
        var tokens = new ArrayList<String>();
        var rest = new StringBuilder();
        Matcher matcher = QUANTITY.matcher(normal);
        while (matcher.find()) {
            String token = token(matcher.group(1), UNITS.get(matcher.group(2)), matcher.group(3) != null);
            if (token != null) {
                tokens.add(token);
                matcher.appendReplacement(rest, " ");
            }
        }
        matcher.appendTail(rest);
        return new Found(List.copyOf(tokens), rest.toString());
    }

    private static String token(String number, Unit unit, boolean andAHalf) {
        BigDecimal amount = Character.isDigit(number.charAt(0)) ? new BigDecimal(number) : spoken(number);
        if (andAHalf) {
            amount = amount.add(new BigDecimal("0.5"));
        }
        BigDecimal small = amount.multiply(BigDecimal.valueOf(unit.worth()));
        if (small.signum() <= 0 || small.stripTrailingZeros().scale() > 0) {
            return null;
        }
        return "q" + small.toBigInteger() + unit.kind();
    }

    /** Up to 九十九, and 半. */
    private static BigDecimal spoken(String number) {
        if (number.equals("半")) {
            return new BigDecimal("0.5");
        }
        int ten = number.indexOf('十');
        if (ten < 0) {
            return BigDecimal.valueOf(digit(number.charAt(0)));
        }
        long tens = ten == 0 ? 1 : digit(number.charAt(0));
        long ones = ten == number.length() - 1 ? 0 : digit(number.charAt(ten + 1));
        return BigDecimal.valueOf(tens * 10 + ones);
    }

    private static long digit(char character) {
        return character == '两' ? 2 : DIGITS.indexOf(character);
    }
}
