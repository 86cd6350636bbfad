package org.cunlu.kernel.problem;

import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.bind.exceptions.UnsatisfiedArgumentException;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.type.Argument;
import io.micronaut.http.exceptions.BufferLengthExceededException;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.json.JsonSyntaxException;
import io.micronaut.serde.exceptions.InvalidPropertyFormatException;
import io.micronaut.serde.exceptions.SerdeException;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names the field that an input failed at. Never quotes the framework's own message: it holds class names and what the
 * caller sent.
 */
final class BadInput {
    /** As Serde words it: {@code property [int quantity]}, {@code parameter [String sku]}, {@code property [extra]}. */
    private static final Pattern PROPERTY =
            Pattern.compile("(?:property|properties|parameter) \\[(?:[^\\]]*[\\s.])?([A-Za-z_][A-Za-z0-9_]{0,63})\\]");

    private static final Pattern UNKNOWN = Pattern.compile("(?i)unknown propert(?:y|ies) \\[");
    private static final Pattern PLACE = Pattern.compile("line: (\\d{1,9}), column: (\\d{1,9})");
    private static final Set<String> SYNTAX =
            Set.of("com.fasterxml.jackson.core.JsonParseException", "com.fasterxml.jackson.core.io.JsonEOFException");
    /** The server's own, of a body that is not in the encoding that its header names. */
    private static final String PACKING = "io.netty.handler.codec.compression.DecompressionException";

    private static final int VIOLATIONS_MAX = 20;
    /** Far deeper than any chain of causes we know; a chain may be circular. */
    private static final int CAUSES_MAX = 20;

    private BadInput() {}

    static Optional<ProblemException> problem(Throwable thrown) {
        Throwable cause = thrown;
        String argument = null;
        for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
            switch (cause) {
                case ProblemException refusal -> {
                    return Optional.of(refusal);
                }
                case ConstraintViolationException violations -> {
                    return Optional.of(violated(violations));
                }
                case ContentLengthExceededException _, BufferLengthExceededException _ -> {
                    return Optional.of(KnownStatus.problem(413));
                }
                case UnsatisfiedArgumentException missing -> {
                    return Optional.of(missing(missing.getArgument()));
                }
                case UnsatisfiedRouteException missing -> {
                    return Optional.of(missing(missing.getArgument()));
                }
                case JsonSyntaxException syntax -> {
                    return Optional.of(notJson(syntax));
                }
                case SerdeException unreadable -> {
                    return Optional.of(unreadable(unreadable));
                }
                case ConversionErrorException conversion ->
                    argument = conversion.getArgument().getName();
                default -> {
                    if (PACKING.equals(cause.getClass().getName())) {
                        return Optional.of(ProblemException.of(
                                400, "malformed", "内容不是所说的压缩格式 · The body is not packed as it says", null));
                    }
                }
            }
            cause = cause.getCause();
        }
        return Optional.ofNullable(argument)
                .map(name -> ProblemException.invalid(name, "malformed", "字段格式不对 · A field has the wrong form"));
    }

    private static ProblemException notJson(Throwable cause) {
        return ProblemException.of(400, "malformed-json", "不是有效的 JSON · Not valid JSON", place(cause));
    }

    private static ProblemException missing(Argument<?> argument) {
        // The name in the request, which an annotation may give, such as a header's.
        String name = argument.getAnnotationMetadata()
                .stringValue(Bindable.class)
                .filter(given -> !given.isEmpty())
                .orElse(argument.getName());
        return ProblemException.invalid(name, "missing", "缺少必填内容 · Something required is missing");
    }

    private static ProblemException unreadable(SerdeException unreadable) {
        var fields = new ArrayList<String>();
        boolean unknown = false;
        Throwable cause = unreadable;
        for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
            String message = cause.getMessage() == null ? "" : cause.getMessage();
            if (cause instanceof InvalidPropertyFormatException property) {
                fields.add(property.getArgument().getName());
            } else {
                PROPERTY.matcher(message).results().map(found -> found.group(1)).forEach(fields::add);
            }
            unknown |= UNKNOWN.matcher(message).find();
            if (fields.isEmpty() && SYNTAX.contains(cause.getClass().getName())) {
                return notJson(unreadable);
            }
            cause = cause.getCause();
        }
        if (fields.isEmpty()) {
            return ProblemException.of(400, "malformed", "内容格式不对 · The body has the wrong form", place(unreadable));
        }
        String path = String.join(".", fields);
        return unknown
                ? ProblemException.invalid(path, "unknown-field", "没有这个字段 · There is no such field")
                : ProblemException.invalid(path, "malformed", "字段格式不对 · A field has the wrong form");
    }

    /** @return where in the body it went wrong, or null */
    private static String place(Throwable thrown) {
        Matcher place = PLACE.matcher(thrown.getMessage() == null ? "" : thrown.getMessage());
        return place.find()
                ? "第 %1$s 行第 %2$s 列 · Line %1$s, column %2$s".formatted(place.group(1), place.group(2))
                : null;
    }

    private static ProblemException violated(ConstraintViolationException violations) {
        List<Map<String, Object>> all = new ArrayList<>();
        violations.getConstraintViolations().stream()
                .sorted(Comparator.comparing(violation -> field(violation.getPropertyPath())))
                .limit(VIOLATIONS_MAX)
                .forEach(violation ->
                        all.add(Map.of("field", field(violation.getPropertyPath()), "rule", rule(violation))));
        if (all.isEmpty()) {
            return KnownStatus.problem(400);
        }
        return ProblemException.of(400, "invalid", "字段不合要求 · A field is not acceptable", (String)
                        all.getFirst().get("rule"))
                .field((String) all.getFirst().get("field"))
                .fact("violations", all);
    }

    private static String rule(ConstraintViolation<?> violation) {
        return violation.getMessage() == null ? "" : violation.getMessage();
    }

    /** Without the method and its argument, which are our names and not the caller's. */
    private static String field(Path path) {
        var names = new ArrayList<String>();
        String argument = "";
        for (Path.Node node : path) {
            if (node.getKind() == ElementKind.METHOD || node.getKind() == ElementKind.CONSTRUCTOR) {
                continue;
            }
            if (node.getKind() == ElementKind.PARAMETER) {
                argument = node.getName();
                continue;
            }
            if (node.getIndex() != null && !names.isEmpty()) {
                // The index says which element of the field before it holds this one.
                names.set(names.size() - 1, names.getLast() + "[" + node.getIndex() + "]");
            }
            if (node.getName() != null) {
                names.add(node.getName());
            }
        }
        return names.isEmpty() ? argument : String.join(".", names);
    }
}
