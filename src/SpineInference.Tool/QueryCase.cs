using System.Text.Json;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Tool;

/// <summary>One line of input: its id as it stands there, and its evidence as likelihoods of the network's states.</summary>
/// <remarks>Reused from line to line by one thread.</remarks>
internal sealed class QueryCase
{
    private const int MostFaults = 20;

    private static readonly FormatLimits Limits = new() { Depth = 8, Faults = MostFaults };

    private readonly BayesianNetwork _network;
    private readonly int[] _offsets;
    private readonly double[] _likelihoods;
    private readonly bool[] _isGiven;
    private readonly bool[] _isObserved;

    public QueryCase(BayesianNetwork network)
    {
        _network = network;
        _offsets = new int[network.Variables.Length + 1];
        for (int v = 0; v < network.Variables.Length; v++)
        {
            _offsets[v + 1] = _offsets[v] + network.Variables[v].StateCount;
        }

        _likelihoods = new double[_offsets[^1]];
        _isGiven = new bool[network.Variables.Length];
        _isObserved = new bool[network.Variables.Length];
    }

    /// <summary>The id's own text, a JSON string or number; <c>null</c> where there is none.</summary>
    public byte[] Id { get; private set; } = [.. "null"u8];

    /// <summary>A likelihood for every state, in the network's order.</summary>
    public ReadOnlySpan<double> Likelihoods => _likelihoods;

    /// <summary>Whether the line names one state of the variable, whose posterior then says nothing.</summary>
    public bool IsObserved(Variable variable) => _isObserved[variable.Index];

    /// <summary>Where a variable's states start.</summary>
    public int OffsetOf(Variable variable) => _offsets[variable.Index];

    /// <summary>Reads a line; the id is kept even where the rest fails.</summary>
    /// <param name="lineNumber">The line's number, for messages.</param>
    /// <param name="line">The line.</param>
    /// <exception cref="CliException">The line is no case; the message says of each fault where it is, what, got and expected.</exception>
    public void Read(long lineNumber, byte[] line)
    {
        Id = RawId.Find(line) ?? [.. "null"u8];
        _likelihoods.AsSpan().Fill(1);
        Array.Clear(_isGiven);
        Array.Clear(_isObserved);
        var faults = new List<Fault>();
        var reader = new StrictJsonReader("the line", line, faults.Add, Limits);
        if (reader.Parse() is { } root)
        {
            ReadRoot(reader, root, faults);
        }

        if (faults.Count > 0)
        {
            throw new CliException(string.Join("; ", faults.Select(f => f.MoveDown(lineNumber - f.Line))));
        }
    }

    private void ReadRoot(StrictJsonReader reader, LocatedJson root, List<Fault> faults)
    {
        Dictionary<string, LocatedJson> fields = reader.ReadFields(root, "a case", "id", "evidence");
        if (fields.TryGetValue("id", out LocatedJson? id) && id.Kind is not (JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Null))
        {
            reader.AddFault(id, $"Field 'id': got {id.Describe()}; expected a text or a number.");
        }

        if (!fields.TryGetValue("evidence", out LocatedJson? given) || given.Kind != JsonValueKind.Object)
        {
            if (root.Kind == JsonValueKind.Object)
            {
                reader.AddFault(given ?? root, "evidence is missing or not an object; expected \"evidence\": {\"node\": \"state\", …}.");
            }

            return;
        }

        foreach ((string name, LocatedJson value) in given.Members)
        {
            if (faults.Count >= MostFaults)
            {
                return;
            }

            ReadNode(reader, name, value);
        }
    }

    private void ReadNode(StrictJsonReader reader, string name, LocatedJson value)
    {
        if (!_network.TryGetVariable(name, out Variable? variable))
        {
            reader.AddFault(value, $"the network has no node '{PlainText.Shorten(name)}'.{NameSuggestion.For(name, [.. _network.Variables.Select(static v => v.Name)])}");
            return;
        }

        if (_isGiven[variable.Index])
        {
            reader.AddFault(value, $"node '{variable.Name}' stands twice in the evidence.");
            return;
        }

        _isGiven[variable.Index] = true;
        Span<double> likelihoods = _likelihoods.AsSpan(_offsets[variable.Index], variable.StateCount);
        switch (value.Kind)
        {
            case JsonValueKind.Null:
                return;
            case JsonValueKind.String or JsonValueKind.Number:
                Observe(reader, value, variable, value.Text, likelihoods);
                return;
            case JsonValueKind.True or JsonValueKind.False:
                // States named 0 and 1, or true and false, are often written so.
                Observe(reader, value, variable, value.Kind == JsonValueKind.True ? "true" : "false", likelihoods);
                return;
            case JsonValueKind.Object:
                ReadLikelihoods(reader, value, variable, likelihoods);
                return;
            default:
                reader.AddFault(value, $"node '{variable.Name}': got a list; expected a state, null, or an object of likelihoods.");
                return;
        }
    }

    private void Observe(StrictJsonReader reader, LocatedJson where, Variable variable, string state, Span<double> likelihoods)
    {
        int index = StateIndex(reader, where, variable, state);
        likelihoods.Clear();
        if (index >= 0)
        {
            likelihoods[index] = 1;
        }

        _isObserved[variable.Index] = true;
    }

    private static void ReadLikelihoods(StrictJsonReader reader, LocatedJson value, Variable variable, Span<double> likelihoods)
    {
        likelihoods.Fill(double.NaN);
        foreach ((string name, LocatedJson likelihood) in value.Members)
        {
            int state = StateIndex(reader, likelihood, variable, name);
            if (state < 0)
            {
                return;
            }

            if (likelihood.Kind != JsonValueKind.Number || likelihood.Number < 0)
            {
                reader.AddFault(likelihood, $"node '{variable.Name}', state '{name}': got {likelihood.Describe()}; expected a likelihood, a finite number not below 0.");
                return;
            }

            if (!double.IsNaN(likelihoods[state]))
            {
                reader.AddFault(likelihood, $"node '{variable.Name}': state '{name}' stands twice.");
                return;
            }

            likelihoods[state] = likelihood.Number;
        }

        for (int s = 0; s < likelihoods.Length; s++)
        {
            if (double.IsNaN(likelihoods[s]))
            {
                reader.AddFault(value, $"node '{variable.Name}': the likelihood of state '{variable.States[s]}' is missing; expected one for each of {string.Join(", ", variable.States)}.");
                return;
            }
        }

        if (!likelihoods.ContainsAnyExcept(0))
        {
            reader.AddFault(value, $"node '{variable.Name}': all likelihoods are 0; at least one state must be possible.");
        }
    }

    private static int StateIndex(StrictJsonReader reader, LocatedJson where, Variable variable, string state)
    {
        if (variable.TryGetStateIndex(state, out int index))
        {
            return index;
        }

        reader.AddFault(where, $"node '{variable.Name}' has no state '{PlainText.Shorten(state)}'.{NameSuggestion.For(state, variable.States)}");
        return -1;
    }
}
