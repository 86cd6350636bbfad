package org.cunlu.web.dispatch;

import io.micronaut.serde.annotation.Serdeable;

/** How far a search is. @param spent and {@code most}: seconds @param said how it stands, in words */
@Serdeable
public record SearchView(String search, boolean over, boolean cancelled, long spent, int most, String said) {}
