package org.cunlu.kernel.http;

import io.micronaut.context.annotation.Factory;
import io.micronaut.core.type.Argument;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import io.micronaut.serde.exceptions.InvalidFormatException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.function.Function;

/**
 * Reads numbers in JSON as they were written: a number where one is wanted, and a whole one where a whole one is wanted. The
 * framework's own readers take {@code "1"} for 1, {@code true} for an error, and 1.5 for 1: a caller who sends those has made a
 * mistake, and an order is no place to guess.
 */
@Factory
class StrictNumbers {
    @Singleton
    Deserializer<Integer> integers() {
        return new Strict<>(0, BigDecimal::intValueExact);
    }

    @Singleton
    Deserializer<Long> longs() {
        return new Strict<>(0L, BigDecimal::longValueExact);
    }

    @Singleton
    Deserializer<BigDecimal> decimals() {
        return new Strict<>(null, number -> number);
    }

    /**
     * Refuses with the exception to which the framework adds the name of the property.
     * @param absent value of a primitive that is not given, else null
     * @param narrow throws ArithmeticException when the number does not fit
     */
    private record Strict<T>(T absent, Function<BigDecimal, T> narrow) implements Deserializer<T> {
        @Override
        public T deserialize(Decoder decoder, DecoderContext context, Argument<? super T> type) throws IOException {
            JsonNode node = decoder.decodeNode();
            if (!node.isNumber()) {
                throw new InvalidFormatException("a number is wanted", null, null);
            }
            try {
                return narrow.apply(node.getBigDecimalValue());
            } catch (ArithmeticException | NumberFormatException unfit) {
                throw new InvalidFormatException("the number does not fit", null, null);
            }
        }

        @Override
        public T getDefaultValue(DecoderContext context, Argument<? super T> type) {
            return type.isPrimitive() ? absent : null;
        }
    }
}
