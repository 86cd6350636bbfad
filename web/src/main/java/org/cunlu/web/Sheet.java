package org.cunlu.web;

import io.micronaut.core.annotation.Nullable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.cunlu.kernel.caller.Role;

/**
 * What all pages with forms have in common.
 * @param path of the page, to which its forms go
 * @param csrf for the field {@code _csrf} of each form
 * @param signedIn whether somebody is
 * @param note key of what has just been done, null for nothing
 * @param trouble why the form was refused, null when it was not
 * @param kept what had been filled in, without secrets
 * @param next page of ours to which it leads back, null for none
 * @param invitation code or token with which somebody came, null for none
 * @param roles that he has, for the ways that the page offers; what he may do is decided where it is done
 * @param large whether he wants large letters
 * @param asked what stands in the page's address after the question mark, but for the language
 */
public record Sheet(
        Words words,
        String path,
        String csrf,
        boolean signedIn,
        @Nullable String note,
        @Nullable Said trouble,
        Fields kept,
        @Nullable String next,
        @Nullable String invitation,
        Set<Role> roles,
        boolean large,
        Map<String, String> asked) {
    /** @return for the attribute {@code action} of the page's forms */
    public String action() {
        return words.link(path, "next", next, "code", invitation);
    }

    /** @return the same page in the other language */
    public String inOtherLanguage() {
        return words.other().link(path, asked);
    }

    /** @return the address of this very page, with all that was asked for */
    public String here() {
        return words.link(path, asked);
    }

    /**
     * The same list otherwise: what stands in the address stays, but for the place in the list and what is named.
     * @param changed names and values by turns; null or empty takes one out
     */
    public String with(String... changed) {
        var all = new LinkedHashMap<>(asked);
        all.remove("cursor");
        for (int i = 0; i < changed.length; i += 2) {
            all.put(changed[i], changed[i + 1]);
        }
        return words.link(path, all);
    }

    /** @return whether he has one of these roles */
    public boolean is(Role... any) {
        return Stream.of(any).anyMatch(roles::contains);
    }

    /** @return a page beside this one that leads back to the same */
    public String beside(String other) {
        return words.link(other, "next", next);
    }

    /** @return what stands in the field: what was typed, or the invitation with which somebody came */
    public String value(String field) {
        boolean fromLink = field.equals("invitation") && kept.typed(field).isEmpty() && invitation != null;
        return fromLink ? invitation : kept.typed(field);
    }

    /** @return whether the refusal blames this field */
    public boolean wrong(String field) {
        return trouble != null && field.equals(trouble.field());
    }

    /** Hides the token from logs. */
    @Override
    public String toString() {
        return "Sheet[" + path + "]";
    }
}
