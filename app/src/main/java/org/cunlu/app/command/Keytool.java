package org.cunlu.app.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The keytool of the JDK that runs us. The password goes by a file: arguments are seen by all who look at processes. */
final class Keytool {
    private final Path folder;

    /** @param folder where the password lies */
    Keytool(Path folder) {
        this.folder = folder;
    }

    Path passwordFile() {
        return folder.resolve("password");
    }

    void run(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-J-Dfile.encoding=UTF-8"));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-storetype", "PKCS12", "-storepass:file", passwordFile().toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new CommandFailure("keytool 失败 · keytool failed: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("被打断 · interrupted", e);
        }
    }
}
