package io.tapgrid.web.config;

/** How the shop signs its logins. Which one it is comes from the settings alone, never from a token. */
public enum LoginAlgorithm {
    HS256("HS256"),
    RS256("RS256"),
    ES256("ES256"),
    EDDSA("EdDSA");

    private final String word;

    LoginAlgorithm(String word) {
        this.word = word;
    }

    /** As in a token's {@code alg} and in the settings. */
    @Override
    public String toString() {
        return word;
    }
}
