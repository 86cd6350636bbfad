package org.cunlu.catalog.goods;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.KeptLists;

/** Sheets and their parts as the tables keep them. */
@Singleton
class SheetJson implements KeptLists {
    private static final Argument<Map<String, String>> VALUES = Argument.mapOf(String.class, String.class);
    private static final Argument<List<String>> WORDS = Argument.listOf(String.class);

    private final ObjectMapper mapper;

    SheetJson(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    String text(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ProductSheet sheet(String text) {
        return read(text, Argument.of(ProductSheet.class));
    }

    @Override
    public Map<String, String> values(@Nullable String text) {
        return text == null ? Map.of() : read(text, VALUES);
    }

    @Override
    public List<String> words(@Nullable String text) {
        return text == null ? List.of() : read(text, WORDS);
    }

    private <T> T read(String text, Argument<T> type) {
        try {
            return mapper.readValue(text, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
