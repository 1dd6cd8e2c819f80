using SpineInference.Engine.Inference;

namespace SpineInference.Learning;

/// <summary>Lets a network learn from published studies: their rates are functions of its numbers.</summary>
/// <remarks>
/// <para>Rows are softmax of log-odds η with the prior of a <see cref="LogOddsPrior"/>. A study's number is what the network implies for its
/// event and condition, plus the error of its sampling, plus differences between studies, which are estimated by kind and robust to
/// outliers. What comes back is the mode, by Gauss–Newton on the exact Jacobian (expected counts give it), and a Gaussian about it of low
/// rank: as many directions as there are rates.</para>
/// <para>Deterministic: the order of studies changes nothing. Each step costs two expected-count runs a rate and one solution of a linear
/// system of the size of the rates. Sources: Ades &amp; Sutton 2006, <i>Multiparameter evidence synthesis in epidemiology and medical
/// decision-making</i>; Poole &amp; Raftery 2000, <i>Inference for deterministic simulation models: the Bayesian melding approach</i>.</para>
/// </remarks>
public static class EvidenceSynthesis
{
    /// <summary>Synthesises studies into a network.</summary>
    /// <param name="prior">What is believed of the network's numbers before.</param>
    /// <param name="studies">The studies.</param>
    /// <param name="options">How; <see cref="SynthesisOptions.Default"/> if null.</param>
    /// <param name="cancellationToken">Ends it early, with nothing returned.</param>
    /// <returns>The network with what is now believed of its numbers.</returns>
    /// <exception cref="ArgumentException">There is no study; a rate names a variable or state that the network does not have, or is of an event
    /// that the network makes impossible or certain; all faults are listed. Or an option is out of its range.</exception>
    /// <exception cref="NetworkTooWideException">The program would not fit the memory limit.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static SynthesisResult Run(
        LogOddsPrior prior, StudySet studies, SynthesisOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prior);
        ArgumentNullException.ThrowIfNull(studies);
        options ??= SynthesisOptions.Default;
        options.Check();
        if (studies.Studies.IsEmpty)
        {
            throw new ArgumentException("There is no study to learn from.", nameof(studies));
        }

        var run = new SynthesisRun(prior, studies, options);
        run.Run(cancellationToken);
        return new SynthesisResult(prior, studies, run);
    }
}
