package org.cunlu.catalog;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;

/** Attributes, options and pictures as the tables of products and SKUs keep them: as JSON. */
public interface KeptLists {
    /** @param json null for none @return values by the attribute's code */
    Map<String, String> values(@Nullable String json);

    /** @param json null for none @return in their order */
    List<String> words(@Nullable String json);
}
