using System.Collections.Immutable;
using SpineInference.Engine.Networks;

namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>Checks the options of an engine against a network and turns them into a specification.</summary>
internal static class OptionsReader
{
    /// <summary>Reads what is live.</summary>
    public static ProgramSpecification Read(BayesianNetwork network, ExactEngineOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.SearchAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.RefinementMoves);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MemoryLimit);
        if (options is { Program: EngineProgram.Tables, Parameters: not LiveParameters.None })
        {
            throw new ArgumentException(
                $"Got live parameters for a program of tables; expected {nameof(ExactEngineOptions.Program)} = {nameof(EngineProgram.Numbers)} or {nameof(EngineProgram.Automatic)}.", nameof(options));
        }

        return new ProgramSpecification(
            network,
            new StateLayout(network),
            Select(network, options.EvidenceVariables),
            Select(network, options.ReportedVariables),
            new ParameterLeaves(network, options.Parameters == LiveParameters.None ? [] : LiveRows(network, options)));
    }

    /// <summary>Reads the order, or <see langword="null"/> where none is given.</summary>
    public static int[]? ReadOrder(BayesianNetwork network, ExactEngineOptions options)
    {
        if (options.EliminationOrder is not { } order)
        {
            return null;
        }

        foreach (Variable variable in order)
        {
            network.ThrowIfForeign(variable);
        }

        int[] indices = [.. order.Select(static v => v.Index)];
        return indices.Length == network.Variables.Length && indices.Distinct().Count() == indices.Length
            ? indices
            : throw new ArgumentException(
                $"The elimination order has {indices.Length} variables, {indices.Distinct().Count()} of them distinct; expected all {network.Variables.Length} once each.",
                nameof(options));
    }

    private static bool[] Select(BayesianNetwork network, ImmutableArray<Variable>? chosen)
    {
        var selected = new bool[network.Variables.Length];
        if (chosen is not { } variables)
        {
            for (int v = 0; v < selected.Length; v++)
            {
                selected[v] = true;
            }

            return selected;
        }

        foreach (Variable variable in variables)
        {
            network.ThrowIfForeign(variable);
            selected[variable.Index] = true;
        }

        return selected;
    }

    /// <summary>For each row, whether its parameters are inputs of the program.</summary>
    public static bool[] LiveRows(BayesianNetwork network, ExactEngineOptions options)
    {
        var live = new bool[network.Rows.Length];
        if (options.Parameters == LiveParameters.All)
        {
            foreach (ProbabilityRow row in network.Rows)
            {
                live[row.Index] = !row.IsDefinition;
            }
        }
        else if (options.Parameters == LiveParameters.Chosen)
        {
            foreach (ProbabilityRow row in options.LiveRows)
            {
                live[row.Index] = (uint)row.Index < (uint)network.Rows.Length && ReferenceEquals(network.Rows[row.Index], row)
                    ? true
                    : throw new ArgumentException($"Row '{row.Id}' belongs to another network than '{network.Name}'.", nameof(options));
            }
        }

        return live;
    }
}
