package org.cunlu.accounts.provider;

import jakarta.inject.Singleton;
import org.cunlu.accounts.SignInProvider.Identity;
import org.cunlu.kernel.privacy.BlindIndex;
import org.cunlu.kernel.privacy.FieldCipher;

/** How a person's name at a provider is kept: sealed, and found by a keyed hash. */
@Singleton
class Subject {
    /** The same wherever it stands, so that what waited in a visit is kept as it is. */
    static final String CONTEXT = "acc_identity.subject";

    /** @param index of provider, authority and subject together */
    record Kept(byte[] index, byte[] sealed) {
        @Override
        public String toString() {
            return "Kept";
        }
    }

    private final FieldCipher cipher;
    private final BlindIndex index;

    Subject(FieldCipher cipher, BlindIndex index) {
        this.cipher = cipher;
        this.index = index;
    }

    Kept keep(String provider, Identity identity) {
        String text = identity.authority() + "\n" + identity.subject();
        return new Kept(index.of(CONTEXT, provider + "\n" + text), cipher.seal(CONTEXT, text));
    }

    Identity open(byte[] sealed) {
        String text = cipher.open(CONTEXT, sealed);
        int end = text.indexOf('\n');
        return new Identity(text.substring(0, end), text.substring(end + 1));
    }
}
