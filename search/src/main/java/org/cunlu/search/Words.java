package org.cunlu.search;

import java.util.List;
import java.util.Set;

/** The words that operators keep for searching, as this instance knows them. */
public interface Words {
    /** @return rises with each change of any word; what was indexed under another number is indexed anew */
    long version();

    /** Looks whether they were changed, by whichever instance. @return the version that is known now */
    long refresh();

    /** @return names of which the dictionary of the language knows nothing, and all that mean the same as others */
    Set<String> names();

    /** @return the others that mean the same, best first; none for a word by itself */
    List<String> sameAs(String word);

    /** @return whether a question means nothing more by this word */
    boolean saysNothing(String word);
}
