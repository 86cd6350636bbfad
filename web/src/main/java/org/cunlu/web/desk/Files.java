package org.cunlu.web.desk;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.multipart.CompletedFileUpload;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.cunlu.kernel.problem.ProblemException;

/** What a form brings beside its fields. */
public final class Files {
    private Files() {}

    /** @return null where no file was chosen */
    public static byte @Nullable [] content(@Nullable CompletedFileUpload file) {
        if (file == null || file.getSize() == 0) {
            return null;
        }
        try {
            return file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param field of the form @throws ProblemException 400 {@code file-missing} */
    public static byte[] demanded(@Nullable CompletedFileUpload file, String field) {
        byte[] content = content(file);
        if (content == null) {
            throw ProblemException.invalid(field, "file-missing", "请选择文件 · Choose a file");
        }
        return content;
    }
}
