using SpineInference.Anatomy;

namespace SpineInference;

/// <summary>What is stated of one patient, as the rules read it.</summary>
/// <remarks>
/// <para>A state counts as stated where the statements about its finding make it likelier against the mean of the other states: so does
/// "present", any likelihood ratio above 1 (a rule of safety does not wait for certainty), and a list of possible states that holds it. It
/// counts as denied where they make it less likely. Everything else is unknown.</para>
/// <para>A finding of a leg stated without one is of the leg of the complaint, or of the one leg that is named; where neither tells it is of some leg, and where
/// the symptoms are stated to be of both legs, of both. Denied without a leg, it is denied of both.</para>
/// </remarks>
internal sealed class RedFlagStatements(int? age, Complaint complaint, Side? complaintSide = null)
{
    /// <summary>The place of a leg that is not known, and of findings of the patient.</summary>
    public const int Unsided = 2;

    private const string BothLegs = "both-legs";

    private static readonly int BothLegsNumber = FindingNumbers.Of(BothLegs);

    // By the number of the finding; the rules ask for some hundred, of which few are stated.
    private readonly List<string> _findings = [];
    private Stated?[]?[] _places = new Stated?[]?[FindingNumbers.Count];

    public int? Age => age;

    public Complaint Complaint => complaint;

    /// <summary>The findings of which something is stated.</summary>
    public IEnumerable<string> Findings => _findings;

    /// <summary>The place of a leg.</summary>
    public static int PlaceOf(Leg leg) => Legs.All.IndexOf(leg);

    /// <summary>Reads a patient's statements.</summary>
    public static RedFlagStatements Of(Patient patient)
    {
        var statements = new RedFlagStatements(patient.Age, patient.Complaint, patient.ComplaintSide);
        Leg[] named = [.. patient.Observations.Where(static o => o.Leg is not null).Select(static o => o.Leg!.Value).Distinct()];
        Leg? told = patient.ComplaintSide switch { Side.Left => Leg.Left, Side.Right => Leg.Right, _ => named.Length == 1 ? named[0] : null };
        foreach (Observation observation in patient.Observations)
        {
            Leg? leg = observation.Leg ?? (observation.Finding.IsOfLeg ? told : null);
            statements.Add(observation.Finding.Id, leg is { } l ? PlaceOf(l) : Unsided, LikelihoodsOf(patient, observation), observation.ToString());

            // A sign denied without a leg is denied of both.
            if (observation is { Leg: null, Finding.IsOfLeg: true } && told is { } one && IsDenial(observation))
            {
                statements.Add(observation.Finding.Id, PlaceOf(one.Other), LikelihoodsOf(patient, observation), observation.ToString());
            }
        }

        return statements;
    }

    /// <summary>Adds a statement to those of the same finding and place.</summary>
    public void Add(string id, int place, double[] likelihoods, string words)
    {
        int number = FindingNumbers.Of(id);
        if (number >= _places.Length)
        {
            Array.Resize(ref _places, FindingNumbers.Count);
        }

        if (_places[number] is not { } places)
        {
            _findings.Add(id);
            _places[number] = places = new Stated?[Unsided + 1];
        }

        places[place] = places[place] is { } before
            ? new Stated([.. before.Likelihoods.Zip(likelihoods, static (a, b) => a * b)], [.. before.Words, words])
            : new Stated(likelihoods, [words]);
    }

    /// <summary>Whether a finding has a state: in a leg, or somewhere.</summary>
    /// <param name="id">The finding.</param>
    /// <param name="state">The state's place among the finding's.</param>
    /// <param name="place">The leg, or <see langword="null"/> for somewhere.</param>
    public Truth Has(string id, int state, int? place) => Has(FindingNumbers.Of(id), state, place);

    /// <summary>The same, of the finding of a number.</summary>
    /// <param name="finding">The number of the finding.</param>
    /// <param name="state">The state's place among the finding's.</param>
    /// <param name="place">The leg, or <see langword="null"/> for somewhere.</param>
    public Truth Has(int finding, int state, int? place)
    {
        if (PlacesOf(finding) is not { } places)
        {
            return Truth.Unknown;
        }

        if (place == Unsided)
        {
            return Judge(places[Unsided], state);
        }

        if (place is { } one)
        {
            Truth own = Judge(places[one], state);
            Truth unsided = own == Truth.Unknown ? Judge(places[Unsided], state) : own;
            return own != Truth.Unknown ? own
                : unsided == Truth.True && !IsOfBothLegs() ? Truth.Unknown
                : unsided;
        }

        Truth somewhere = Truth.Unknown;
        foreach (Stated? stated in places)
        {
            Truth truth = Judge(stated, state);
            if (truth == Truth.True)
            {
                return truth;
            }

            somewhere = truth == Truth.False ? truth : somewhere;
        }

        return somewhere;
    }

    /// <summary>The statements about a finding in a leg, or anywhere.</summary>
    public IEnumerable<string> WordsOf(int finding, int? place) => PlacesOf(finding) is not { } places
        ? []
        : places.Where((p, i) => p is not null && (place is null || i == place || i == Unsided)).SelectMany(static p => p!.Words);

    // A finding numbered after these statements were begun is not among them.
    private Stated?[]? PlacesOf(int finding) => finding < _places.Length ? _places[finding] : null;

    private bool IsOfBothLegs() => complaintSide == Side.Both || Has(BothLegsNumber, 1, null) == Truth.True;

    private static Truth Judge(Stated? stated, int state)
    {
        if (stated is null)
        {
            return Truth.Unknown;
        }

        double others = (stated.Sum - stated.Likelihoods[state]) / (stated.Likelihoods.Length - 1);
        return stated.Likelihoods[state] > others ? Truth.True : stated.Likelihoods[state] < others ? Truth.False : Truth.Unknown;
    }

    private static bool IsDenial(Observation observation) =>
        observation.Kind == ObservationKind.Absent == (observation.Finding.State is not ("absent" or "normal")) && observation.Kind != ObservationKind.Uncertain;

    private static double[] LikelihoodsOf(Patient patient, Observation observation)
    {
        var likelihoods = new double[patient.Model.StatesOf(observation.Finding).Length];
        int state = observation.Finding.StateIndex;
        for (int s = 0; s < likelihoods.Length; s++)
        {
            likelihoods[s] = (observation.Kind, s == state) switch
            {
                (ObservationKind.Present, false) or (ObservationKind.Absent, true) => 0,
                (ObservationKind.Uncertain, true) => observation.LikelihoodRatio,
                _ => 1,
            };
        }

        return likelihoods;
    }

    private sealed record Stated(double[] Likelihoods, string[] Words)
    {
        public double Sum { get; } = Likelihoods.Sum();
    }
}
