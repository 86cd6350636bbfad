package org.cunlu.accounts.grants;

import io.micronaut.core.order.OrderUtil;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cunlu.accounts.ScopePlaces;
import org.cunlu.accounts.ScopeTree;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.caller.Scope.Kind;

/** Which scope lies within which, as those tell who know: a scope that nobody knows lies nowhere. */
@Singleton
class Scopes {
    /** As codes are written. What is written otherwise, such as with letters that only look like them, is no code. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final List<ScopeTree> trees;
    private final List<ScopePlaces> places;

    Scopes(List<ScopeTree> trees, List<ScopePlaces> places) {
        this.trees = trees.stream().sorted(OrderUtil.COMPARATOR).toList();
        this.places = List.copyOf(places);
    }

    /** @return codes from the root down, each behind a slash; empty when it lies nowhere */
    Optional<String> path(Scope scope) {
        if (!CODE.matcher(scope.value()).matches()) {
            return Optional.empty();
        }
        Optional<ScopePlaces> place =
                places.stream().filter(each -> each.knows(scope.kind())).findFirst();
        return place.isPresent() ? common(place.get().nodes(scope)) : tree(scope);
    }

    /** @param innerPath where the inner one lies, or lay */
    static boolean holds(Scope outer, Scope inner, String innerPath) {
        return switch (outer.kind()) {
            case SUBTREE -> inner.kind() != Kind.LEVEL && inner.kind() != Kind.HOLDING && passes(innerPath, outer);
            case LEVEL -> (inner.kind() == Kind.LEVEL || inner.kind() == Kind.HOLDING) && passes(innerPath, outer);
            case SELF, NODE, SHOP, BRAND, HOLDING -> inner.equals(outer);
        };
    }

    private Optional<String> tree(Scope scope) {
        return trees.stream()
                .filter(each -> each.knows(scope.kind()))
                .findFirst()
                .flatMap(each -> each.path(scope));
    }

    /** The lowest node that holds all of them: whoever may give there may give all. */
    private Optional<String> common(List<String> nodes) {
        List<String> shared = null;
        for (String node : nodes) {
            Optional<String> path = tree(new Scope(Kind.NODE, node));
            if (path.isEmpty()) {
                return Optional.empty();
            }
            List<String> steps = List.of(path.get().substring(1).split("/"));
            shared = shared == null ? steps : sharedPrefix(shared, steps);
        }
        return shared == null || shared.isEmpty() ? Optional.empty() : Optional.of("/" + String.join("/", shared));
    }

    private static List<String> sharedPrefix(List<String> one, List<String> other) {
        var shared = new ArrayList<String>();
        for (int i = 0; i < Math.min(one.size(), other.size()) && one.get(i).equals(other.get(i)); i++) {
            shared.add(one.get(i));
        }
        return shared;
    }

    private static boolean passes(String path, Scope outer) {
        return (path + "/").contains("/" + outer.value() + "/");
    }
}
