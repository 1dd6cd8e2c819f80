using System.Globalization;
using System.Text.Json;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Tool;

/// <summary>One line of input: its id as it stands there, and its evidence as likelihoods of the network's states.</summary>
/// <remarks>Reused from line to line by one thread.</remarks>
internal sealed class QueryCase
{
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
    /// <exception cref="CliException">The line is no case; the message says what, got and expected.</exception>
    public void Read(byte[] line)
    {
        Id = [.. "null"u8];
        _likelihoods.AsSpan().Fill(1);
        Array.Clear(_isGiven);
        Array.Clear(_isObserved);
        try
        {
            using JsonDocument document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 8 });
            ReadRoot(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw new CliException($"the line is not JSON: {exception.Message}");
        }
        catch (InvalidOperationException)
        {
            throw new CliException("a string of the line is not valid Unicode.");
        }
    }

    private void ReadRoot(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new CliException("the line is not an object; expected {\"id\": …, \"evidence\": {\"node\": \"state\", …}}.");
        }

        // The id first, wherever it stands, so that whatever fails can be told by it.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonProperty property in root.EnumerateObject().Where(static p => p.NameEquals("id")))
        {
            Id = property.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Null
                ? System.Text.Encoding.UTF8.GetBytes(property.Value.GetRawText())
                : throw new CliException("id is neither a string nor a number.");
        }

        JsonElement? evidence = null;
        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (!seen.Add(property.Name))
            {
                throw new CliException($"field '{property.Name}' stands twice.");
            }

            if (property.NameEquals("evidence"))
            {
                evidence = property.Value;
            }
            else if (!property.NameEquals("id"))
            {
                throw new CliException($"unknown field '{PlainText.Shorten(property.Name)}'; expected id and evidence.");
            }
        }

        if (evidence is not { ValueKind: JsonValueKind.Object } given)
        {
            throw new CliException("evidence is missing or not an object; expected \"evidence\": {\"node\": \"state\", …}.");
        }

        foreach (JsonProperty property in given.EnumerateObject())
        {
            ReadNode(property);
        }
    }

    private void ReadNode(JsonProperty property)
    {
        if (!_network.TryGetVariable(property.Name, out Variable? variable))
        {
            throw new CliException($"the network has no node '{PlainText.Shorten(property.Name)}'.{NameSuggestion.For(property.Name, [.. _network.Variables.Select(static v => v.Name)])}");
        }

        if (_isGiven[variable.Index])
        {
            throw new CliException($"node '{variable.Name}' stands twice in the evidence.");
        }

        _isGiven[variable.Index] = true;
        Span<double> likelihoods = _likelihoods.AsSpan(_offsets[variable.Index], variable.StateCount);
        switch (property.Value.ValueKind)
        {
            case JsonValueKind.Null:
                return;
            case JsonValueKind.String:
                Observe(variable, property.Value.GetString()!, likelihoods);
                return;
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                // States named 0 and 1, or true and false, are often written so.
                Observe(variable, property.Value.GetRawText(), likelihoods);
                return;
            case JsonValueKind.Object:
                ReadLikelihoods(variable, property.Value, likelihoods);
                return;
            default:
                throw new CliException($"node '{variable.Name}': got a list; expected a state, null, or an object of likelihoods.");
        }
    }

    private void Observe(Variable variable, string state, Span<double> likelihoods)
    {
        int index = StateIndex(variable, state);
        likelihoods.Clear();
        likelihoods[index] = 1;
        _isObserved[variable.Index] = true;
    }

    private static void ReadLikelihoods(Variable variable, JsonElement value, Span<double> likelihoods)
    {
        likelihoods.Fill(double.NaN);
        foreach (JsonProperty property in value.EnumerateObject())
        {
            int state = StateIndex(variable, property.Name);
            if (property.Value.ValueKind != JsonValueKind.Number || !property.Value.TryGetDouble(out double likelihood)
                || !double.IsFinite(likelihood) || likelihood < 0)
            {
                throw new CliException($"node '{variable.Name}', state '{property.Name}': got {PlainText.Shorten(property.Value.GetRawText())}; expected a likelihood, a finite number not below 0.");
            }

            likelihoods[state] = double.IsNaN(likelihoods[state])
                ? likelihood
                : throw new CliException($"node '{variable.Name}': state '{property.Name}' stands twice.");
        }

        for (int s = 0; s < likelihoods.Length; s++)
        {
            if (double.IsNaN(likelihoods[s]))
            {
                throw new CliException($"node '{variable.Name}': the likelihood of state '{variable.States[s]}' is missing; expected one for each of {string.Join(", ", variable.States)}.");
            }
        }

        if (!likelihoods.ContainsAnyExcept(0))
        {
            throw new CliException(string.Create(CultureInfo.InvariantCulture, $"node '{variable.Name}': all likelihoods are 0; at least one state must be possible."));
        }
    }

    private static int StateIndex(Variable variable, string state) => variable.TryGetStateIndex(state, out int index)
        ? index
        : throw new CliException($"node '{variable.Name}' has no state '{PlainText.Shorten(state)}'.{NameSuggestion.For(state, variable.States)}");
}
