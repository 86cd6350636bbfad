package org.cunlu.logistics.epcis;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpParameters;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.CustodyLog.Mark;
import org.cunlu.logistics.CustodyLog.Wanted;

/**
 * A query by the parameters of EPCIS 2.0. Several values of one are separated by {@code |} or {@code ,}, or the parameter
 * comes several times. A parameter that is not known is refused, as the standard wants: left out, it would widen the answer.
 * @param wanted of our own steps
 * @param words the same as it was asked, for what others handed in
 * @param after where the page before ended
 */
record EventQuery(
        Wanted wanted, Words words, int perPage, @Nullable Mark after) {
    static final int PER_PAGE_DEFAULT = 30;
    static final int PER_PAGE_MAX = 1_000;
    private static final int VALUES_MAX = 100;
    private static final String NEXT = "nextPageToken";
    private static final String PER_PAGE = "perPage";
    private static final Set<String> KNOWN = Set.of(
            "eventType",
            "GE_eventTime",
            "LT_eventTime",
            "GE_recordTime",
            "LT_recordTime",
            "EQ_action",
            "EQ_bizStep",
            "EQ_disposition",
            "EQ_readPoint",
            "EQ_bizLocation",
            "MATCH_epc",
            "MATCH_anyEPC",
            "MATCH_parentID",
            PER_PAGE,
            NEXT);
    static final Set<String> TYPES =
            Set.of(Meaning.OBJECT, Meaning.AGGREGATION, "TransactionEvent", "TransformationEvent", "AssociationEvent");
    static final Set<String> ACTIONS = Set.of("ADD", "OBSERVE", "DELETE");
    private static final Pattern OWN_TERM = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9:/._#-]{1,110}");
    private static final Pattern TOKEN = Pattern.compile("(\\d{1,15})\\.([0-9A-Z]{13}|CN\\d{15})\\.(\\d{1,9})");

    /** What was asked for, null for anything. */
    record Words(
            @Nullable List<String> types,
            @Nullable List<String> actions,
            @Nullable List<String> bizSteps,
            @Nullable List<String> dispositions,
            @Nullable List<String> readPoints,
            @Nullable List<String> locations,
            @Nullable List<String> epcs,
            @Nullable List<String> parents,
            @Nullable List<String> any) {}

    /** @param settled what was recorded from this moment on is not told yet */
    static EventQuery of(HttpParameters parameters, Places places, Instant settled) {
        parameters.names().stream()
                .filter(name -> !KNOWN.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw refused(name);
                });
        var asked = new Asked(parameters);
        Instant until = asked.time("LT_recordTime");
        var words = new Words(
                asked.oneOf("eventType", TYPES),
                asked.oneOf("EQ_action", ACTIONS),
                asked.each("EQ_bizStep", EventQuery::term),
                asked.each("EQ_disposition", EventQuery::term),
                asked.values("EQ_readPoint"),
                asked.values("EQ_bizLocation"),
                asked.values("MATCH_epc"),
                asked.values("MATCH_parentID"),
                asked.values("MATCH_anyEPC"));
        var wanted = new Wanted(
                Meaning.shapes(words.types(), words.actions(), words.bizSteps(), words.dispositions()),
                asked.time("GE_eventTime"),
                asked.time("LT_eventTime"),
                asked.time("GE_recordTime"),
                until == null || until.isAfter(settled) ? settled : until,
                asked.places(places),
                asked.those("MATCH_epc", Names::barcodeOf),
                asked.those("MATCH_parentID", Names::ssccOf),
                asked.those("MATCH_anyEPC", epc -> Names.barcodeOf(epc).or(() -> Names.ssccOf(epc))));
        return new EventQuery(wanted, words, asked.perPage(), asked.mark());
    }

    /** A term of CBV, or somebody's own by its address. */
    private static Optional<String> term(String text) {
        return Names.term(text)
                .or(() -> Optional.of(text).filter(own -> OWN_TERM.matcher(own).matches()));
    }

    static String token(Mark mark) {
        String text = mark.recordedAt().toEpochMilli() + "." + mark.barcode() + "." + mark.seq();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static ProblemException refused(String name) {
        return ProblemException.invalid(
                name, "epcis-query-parameter", "查询参数不支持或格式不对 · A query parameter is unknown or malformed");
    }

    /** What was asked, parameter by parameter. */
    private record Asked(HttpParameters parameters) {
        @Nullable
        List<String> values(String name) {
            List<String> values = parameters.getAll(name).stream()
                    .flatMap(value -> Arrays.stream(value.split("[|,]")))
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .distinct()
                    .toList();
            if (values.size() > VALUES_MAX) {
                throw refused(name);
            }
            return values.isEmpty() ? null : values;
        }

        @Nullable
        List<String> each(String name, Function<String, Optional<String>> meaning) {
            List<String> values = values(name);
            return values == null
                    ? null
                    : values.stream()
                            .map(value -> meaning.apply(value).orElseThrow(() -> refused(name)))
                            .toList();
        }

        /** What is not ours is a fine question with no answer. */
        @Nullable
        List<String> those(String name, Function<String, Optional<String>> ours) {
            List<String> values = values(name);
            return values == null
                    ? null
                    : values.stream()
                            .flatMap(value -> ours.apply(value).stream())
                            .toList();
        }

        @Nullable
        List<String> oneOf(String name, Set<String> allowed) {
            return each(name, value -> Optional.of(value).filter(allowed::contains));
        }

        /** Read point and business location are the same node with us. */
        @Nullable
        List<String> places(Places places) {
            List<String> points = those("EQ_readPoint", places::nodeOf);
            List<String> locations = those("EQ_bizLocation", places::nodeOf);
            if (points == null || locations == null) {
                return points == null ? locations : points;
            }
            return points.stream().filter(locations::contains).toList();
        }

        @Nullable
        Instant time(String name) {
            return one(
                    name, text -> OffsetDateTime.parse(text.replace(' ', '+')).toInstant());
        }

        int perPage() {
            Integer asked = one(PER_PAGE, Integer::valueOf);
            if (asked != null && asked < 1) {
                throw refused(PER_PAGE);
            }
            return asked == null ? PER_PAGE_DEFAULT : Math.min(asked, PER_PAGE_MAX);
        }

        @Nullable
        Mark mark() {
            return one(NEXT, text -> {
                var match = TOKEN.matcher(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII));
                if (!match.matches()) {
                    throw refused(NEXT);
                }
                return new Mark(
                        Instant.ofEpochMilli(Long.parseLong(match.group(1))),
                        match.group(2),
                        Integer.parseInt(match.group(3)));
            });
        }

        private <T> @Nullable T one(String name, Function<String, T> reading) {
            List<String> given = parameters.getAll(name);
            if (given.isEmpty()) {
                return null;
            }
            if (given.size() > 1) {
                throw refused(name);
            }
            try {
                return reading.apply(given.getFirst());
            } catch (DateTimeException | IllegalArgumentException e) {
                throw refused(name);
            }
        }
    }
}
