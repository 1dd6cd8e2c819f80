using SpineInference.Engine.Inference.Execution;
using SpineInference.Engine.Inference.Symbolic;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference;

/// <content>A compiled program as a file, so that an application need not compile.</content>
public sealed partial class ExactEngine
{
    /// <summary>Saves the compiled program.</summary>
    /// <param name="stream">Receives about 2 to 3 bytes for each product of <see cref="ProgramLength"/>.</param>
    /// <exception cref="NetworkTooWideException">The engine answers by tables, and a program of numbers does not fit the limit.</exception>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        TapeFile.Write(stream, Identity(_specification, Options), _order, Runner.Tape);
    }

    /// <summary>Loads a program saved before.</summary>
    /// <param name="network">The network it was compiled from, or one that differs only in names and live parameters.</param>
    /// <param name="stream">The saved program, read to its end.</param>
    /// <param name="options">The options it was compiled with; <see cref="ExactEngineOptions.Default"/> if null.</param>
    /// <returns>The engine.</returns>
    /// <exception cref="InvalidTapeException">It is damaged, of another version, or compiled from something else.</exception>
    public static ExactEngine Load(BayesianNetwork network, Stream stream, ExactEngineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        options ??= ExactEngineOptions.Default;
        using var file = new MemoryStream();
        stream.CopyTo(file);
        ProgramSpecification specification = OptionsReader.Read(network, options);
        return Load(specification, options, file.GetBuffer().AsSpan(0, (int)file.Length), Identity(specification, options));
    }

    /// <summary>Loads the program of a network whose identity is known, with the default options.</summary>
    /// <param name="network">The network.</param>
    /// <param name="file">The saved program.</param>
    /// <param name="identity">What <see cref="IdentityOf"/> gives for the network.</param>
    /// <returns>The engine.</returns>
    /// <exception cref="InvalidTapeException">It is damaged, of another version, or has another identity.</exception>
    public static ExactEngine Load(BayesianNetwork network, ReadOnlySpan<byte> file, ReadOnlySpan<byte> identity) =>
        Load(OptionsReader.Read(network, ExactEngineOptions.Default), ExactEngineOptions.Default, file, identity);

    /// <summary>Reads the elimination order of a saved program.</summary>
    /// <param name="file">The saved program.</param>
    /// <returns>The indices of all variables of its network, the first to be eliminated first.</returns>
    /// <exception cref="InvalidTapeException">It is damaged or of another version.</exception>
    public static int[] ReadOrder(ReadOnlySpan<byte> file) => TapeFile.ReadOrder(file);

    /// <summary>What a program of a network must have been compiled from, with the default options: 32 bytes.</summary>
    /// <returns>The 32 bytes.</returns>
    public static byte[] IdentityOf(BayesianNetwork network) =>
        Identity(OptionsReader.Read(network, ExactEngineOptions.Default), ExactEngineOptions.Default);

    /// <summary>Loads a program saved before, or compiles the network where the saved one does not fit it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="stream">The saved program; null to compile.</param>
    /// <param name="options">What is live; <see cref="ExactEngineOptions.Default"/> if null.</param>
    /// <returns>The engine.</returns>
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

    private static ExactEngine Load(
        ProgramSpecification specification, ExactEngineOptions options, ReadOnlySpan<byte> file, ReadOnlySpan<byte> identity)
    {
        Tape tape = TapeFile.Read(file, identity, specification.Shape, out int[] order);
        return new ExactEngine(specification, options, new CompiledProgram(order, tape, null));
    }

    private static byte[] Identity(ProgramSpecification specification, ExactEngineOptions options) =>
        TapeIdentity.Compute(specification, OptionsReader.LiveRows(specification.Network, options));
}
