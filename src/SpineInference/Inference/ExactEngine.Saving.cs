using SpineInference.Inference.Execution;
using SpineInference.Inference.Symbolic;
using SpineInference.Networks;

namespace SpineInference.Inference;

/// <content>A compiled program as a file, so that an application need not compile.</content>
public sealed partial class ExactEngine
{
    /// <summary>Saves the compiled program.</summary>
    /// <param name="stream">Receives about 4 bytes for each product of <see cref="ProgramLength"/>.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        TapeFile.Write(stream, Identity(_specification, Options), _order, _runner.Tape);
    }

    /// <summary>Loads a program saved before.</summary>
    /// <param name="network">The network it was compiled from, or one that differs only in names and live parameters.</param>
    /// <param name="stream">The saved program, read to its end.</param>
    /// <param name="options">The options it was compiled with; <see cref="ExactEngineOptions.Default"/> if null.</param>
    /// <exception cref="InvalidTapeException">It is damaged, of another version, or compiled from something else.</exception>
    public static ExactEngine Load(BayesianNetwork network, Stream stream, ExactEngineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        options ??= ExactEngineOptions.Default;
        ProgramSpecification specification = OptionsReader.Read(network, options);
        int outputCount = network.Variables.Where(v => specification.IsReported[v.Index]).Sum(static v => v.StateCount);
        Tape tape = TapeFile.Read(stream, Identity(specification, options), outputCount, out int[] order);
        return new ExactEngine(specification, options, order, tape);
    }

    /// <summary>Loads a program saved before, or compiles the network where the saved one does not fit it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="stream">The saved program; null to compile.</param>
    /// <param name="options">What is live; <see cref="ExactEngineOptions.Default"/> if null.</param>
    /// <exception cref="NetworkTooWideException">It had to be compiled and would not fit the limit.</exception>
    public static ExactEngine LoadOrCompile(BayesianNetwork network, Stream? stream, ExactEngineOptions? options = null)
    {
        if (stream is not null)
        {
            try
            {
                return Load(network, stream, options);
            }
            catch (InvalidTapeException)
            {
                // The network has changed since the tape was made: the program is compiled anew.
            }
        }

        return Compile(network, options);
    }

    private static byte[] Identity(ProgramSpecification specification, ExactEngineOptions options) =>
        TapeIdentity.Compute(specification, OptionsReader.LiveRows(specification.Network, options));
}
