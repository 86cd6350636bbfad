package org.cunlu.catalog;

import java.util.Collection;
import java.util.Set;

/** Which categories are of pesticides, for who says how their goods are stored. */
public interface PesticideCategories {
    /** @return of these those that are of pesticides or lie below such, known or still to come; a statement for each thousand */
    Set<String> among(Collection<String> categoryCodes);
}
