package io.tapgrid.web.problem;

/** Carries a refusal out of the reading of a request. It has no stack trace: being refused is nothing unusual. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.reason().word(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
