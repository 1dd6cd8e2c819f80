using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning;

/// <summary>The measurements as a model file holds them.</summary>
internal sealed record MeasurementSection
{
    private const int MostFaults = 20;

    public required MeasurementEntry[] Measurements { get; init; }

    /// <summary>As <see cref="MeasurementNumbers"/> writes them.</summary>
    public required double[] Numbers { get; init; }

    public static MeasurementSection From(MeasurementModel model) => new()
    {
        Measurements = [.. model.Measurements.Select(static m => new MeasurementEntry
        {
            Name = m.Name,
            Parent = m.Parent,
            Regressors = [.. m.Regressors],
            Centre = m.Centre,
            Scale = m.Scale,
            Prior = m.Prior,
        })],
        Numbers = MeasurementNumbers.Write(model),
    };

    /// <summary>Reads the text of a model file.</summary>
    /// <param name="json">The text.</param>
    /// <param name="network">The network of the file.</param>
    /// <param name="faults">What is wrong; empty where nothing is.</param>
    /// <returns>The measurements, or null where something is wrong.</returns>
    /// <remarks>No memory is taken for more numbers than the text holds.</remarks>
    public static MeasurementModel? Read(string json, BayesianNetwork network, out ImmutableArray<string> faults)
    {
        try
        {
            MeasurementSection section = JsonSerializer.Deserialize(json, LearningJson.Default.MeasurementSection)
                ?? throw new JsonException("The text is null; expected an object.");
            List<string> found = section.Check(network);
            if (found.Count == 0)
            {
                faults = [];
                return section.ToModel(network);
            }

            faults = found.Count <= MostFaults ? [.. found] : [.. found.Take(MostFaults), $"{found.Count - MostFaults} more faults."];
        }
        catch (JsonException fault)
        {
            faults = [fault.Message.Contains("null values", StringComparison.Ordinal) ? $"{fault.Path} is null; expected a value." : fault.Message];
        }
        catch (ArgumentException fault)
        {
            faults = [fault.Message];
        }

        return null;
    }

    /// <summary>SHA-256, in lower-case hexadecimal, of a network's hash and all that is here.</summary>
    public string HashWith(BayesianNetwork network)
    {
        string text = $"{network.Hash}\n{JsonSerializer.Serialize(this, LearningJson.Default.MeasurementSection)}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private List<string> Check(BayesianNetwork network)
    {
        var faults = new List<string>();
        if (Measurements.Length > MeasurementBounds.MostMeasurements)
        {
            faults.Add($"got {Measurements.Length} measurements; expected at most {MeasurementBounds.MostMeasurements}.");
            return faults;
        }

        var known = new HashSet<string>(StringComparer.Ordinal);
        long expected = 0;
        for (int m = 0; m < Measurements.Length; m++)
        {
            // Lists of JSON may hold null whatever the type of their items says.
            if (Measurements[m] is not { } entry)
            {
                faults.Add($"measurements[{m}] is null; expected an object.");
                continue;
            }

            string place = $"measurements[{m}] ('{entry.Name}')";
            if (entry.Name.Length == 0)
            {
                faults.Add($"measurements[{m}] has no name.");
            }

            if (!network.TryGetVariable(entry.Parent, out Variable? parent))
            {
                faults.Add($"{place}: the network has no variable '{entry.Parent}'.");
            }

            if (entry.Regressors.Distinct().Count() != entry.Regressors.Length)
            {
                faults.Add($"{place}: a regressor stands twice among {entry.Regressors.Length}.");
            }

            if (Array.FindIndex(entry.Regressors, r => r is null || !known.Contains(r)) is >= 0 and var r)
            {
                faults.Add($"{place}: regressors[{r}] is {(entry.Regressors[r] is { } name ? $"'{name}'" : "null")}; expected the name of a measurement listed before this one.");
            }

            if (!known.Add(entry.Name))
            {
                faults.Add($"{place} stands twice.");
            }

            if (!MeasurementBounds.IsFit(entry.Centre) || !MeasurementBounds.IsScale(entry.Scale))
            {
                faults.Add(FormattableString.Invariant(
                    $"{place}: got centre {entry.Centre:R} and scale {entry.Scale:R}; expected a centre of at most {MeasurementBounds.Largest:R} and a scale {MeasurementBounds.Words}."));
            }

            if (!entry.Prior.IsValid)
            {
                faults.Add($"{place}: a number of its prior is not {MeasurementBounds.Words}.");
            }

            long dimension = entry.Regressors.Length + 1L;
            expected += (parent?.StateCount ?? 0) * ((dimension * dimension) + dimension + 2);
        }

        int unfit = Array.FindIndex(Numbers, static n => !MeasurementBounds.IsFit(n));
        if (unfit >= 0)
        {
            faults.Add(FormattableString.Invariant($"numbers[{unfit}] is {Numbers[unfit]:R}; expected a finite number of at most {MeasurementBounds.Largest:R}."));
        }

        if (faults.Count == 0 && expected != Numbers.Length)
        {
            faults.Add($"got {Numbers.Length} numbers; expected {expected}: for each measurement and state of its parent means, precisions, shape and rate.");
        }

        return faults;
    }

    private MeasurementModel ToModel(BayesianNetwork network)
    {
        ImmutableArray<Measurement> measurements = [.. Measurements.Select(static m =>
            new Measurement(m.Name, m.Parent, m.Regressors) { Centre = m.Centre, Scale = m.Scale, Prior = m.Prior })];

        // A model of the right shape tells how the numbers are laid out.
        var shape = new MeasurementModel(network, measurements, [.. measurements.Select(m => Enumerable
            .Repeat(LinearGaussian.FromPrior(m.Prior, m.Regressors.Length + 1), network[m.Parent].StateCount).ToImmutableArray())]);
        return MeasurementNumbers.Read(shape, Numbers);
    }
}
