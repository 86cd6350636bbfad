package org.cunlu.web.money;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.multipart.CompletedFileUpload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.web.Fields;

/** A form that brings a file. @param fields what was typed, and by which the file is known */
record Upload(Fields fields, byte[] content) {
    /** Names by turns with what was typed; a code of the second factor holds for this very file. */
    static Upload of(@Nullable CompletedFileUpload file, String... typed) {
        byte[] content = bytes(file);
        var all = new HashMap<String, String>();
        for (int i = 0; i < typed.length; i += 2) {
            all.put(typed[i], typed[i + 1]);
        }
        all.put("sha256", hash(content));
        return new Upload(Fields.of(all), content);
    }

    /** @throws ProblemException 400 {@code file-missing} */
    byte[] demanded() {
        if (content.length == 0) {
            throw ProblemException.invalid("file", "file-missing", "请选择文件 · Choose a file");
        }
        return content;
    }

    /** @return what of it may stand in the page again */
    Fields again() {
        var rest = new HashMap<String, String>(Map.copyOf(fields.all()));
        rest.remove("sha256");
        return new Fields(rest);
    }

    private static byte[] bytes(@Nullable CompletedFileUpload file) {
        if (file == null || file.getSize() == 0) {
            return new byte[0];
        }
        try {
            return file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no SHA-256", e);
        }
    }
}
