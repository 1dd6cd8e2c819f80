// Written by SpineInference.Generator from the knowledge tables; edit those.

namespace SpineInference;

public static partial class Findings
{
    /// <summary>Lax anal tone. In plain words: anal sphincter weak on examination.</summary>
    public static Finding AnalToneLost => new("anal-tone-lost", isOfLeg: false);

    /// <summary>Ankle-brachial index below 0.9. In plain words: low blood pressure at the ankle.</summary>
    public static Finding AnkleBrachialIndexLow => new("ankle-brachial-index-low", isOfLeg: false);

    /// <summary>Babinski sign. In plain words: the big toe rises when the sole is stroked.</summary>
    public static Finding BabinskiSign => new("babinski-sign", isOfLeg: false);

    /// <summary>Bone spurs. In plain words: spurs on the vertebrae.</summary>
    public static Finding BoneSpurs => new("bone-spurs", isOfLeg: false);

    /// <summary>Symptoms in both legs. In plain words: both legs.</summary>
    public static Finding BothLegs => new("both-legs", isOfLeg: false);

    /// <summary>Bowel incontinence. In plain words: leaks stool.</summary>
    public static Finding BowelIncontinence => new("bowel-incontinence", isOfLeg: false);

    /// <summary>Calf wasting. In plain words: the calf is thinner than the other.</summary>
    public static Finding CalfWasting => new("calf-wasting", isOfLeg: true);

    /// <summary>History of cancer. In plain words: had cancer before.</summary>
    public static Finding CancerHistory => new("cancer-history", isOfLeg: false);

    /// <summary>Skin cool or discoloured. In plain words: cold or discoloured foot or leg.</summary>
    public static Finding CoolOrDiscolouredSkin => new("cool-or-discoloured-skin", isOfLeg: true);

    /// <summary>Crossed femoral stretch test positive. In plain words: bending the other knee brings on the pain in this thigh.</summary>
    public static Finding CrossedFemoralStretchPositive => new("crossed-femoral-stretch-positive", isOfLeg: true);

    /// <summary>Crossed straight leg raise positive. In plain words: lifting the other leg brings on the pain in this leg.</summary>
    public static Finding CrossedStraightLegRaisePositive => new("crossed-straight-leg-raise-positive", isOfLeg: true);

    /// <summary>Diabetes. In plain words: diabetes.</summary>
    public static Finding Diabetes => new("diabetes", isOfLeg: false);

    /// <summary>Loss of disc space. In plain words: the gap between vertebrae is narrow.</summary>
    public static Finding DiscSpaceLoss => new("disc-space-loss", isOfLeg: false);

    /// <summary>Arthritis of the facet joints. In plain words: worn joints of the spine.</summary>
    public static Finding FacetArthritis => new("facet-arthritis", isOfLeg: false);

    /// <summary>Femoral stretch test positive. In plain words: bending the knee while lying on the belly brings on pain in the front of the thigh.</summary>
    public static Finding FemoralStretchPositive => new("femoral-stretch-positive", isOfLeg: true);

    /// <summary>Fever. In plain words: raised temperature, unwell.</summary>
    public static Finding Fever => new("fever", isOfLeg: false);

    /// <summary>Pain with the first steps of the day. In plain words: heel pain with the first steps in the morning.</summary>
    public static Finding FirstStepPain => new("first-step-pain", isOfLeg: true);

    /// <summary>Foot drop. In plain words: the foot slaps the ground or drags when walking.</summary>
    public static Finding FootDrop => new("foot-drop", isOfLeg: true);

    /// <summary>Foot pain. In plain words: pain in the foot.</summary>
    public static Finding FootPain => new("foot-pain", isOfLeg: true);

    /// <summary>Weakness of the foot (as told). In plain words: weak foot.</summary>
    public static Finding FootWeakness => new("foot-weakness", isOfLeg: true);

    /// <summary>Single-leg heel raise impaired. In plain words: cannot rise on the toes of this leg.</summary>
    public static Finding HeelRaiseImpaired => new("heel-raise-impaired", isOfLeg: true);

    /// <summary>Heel walk impaired. In plain words: cannot walk on the heels.</summary>
    public static Finding HeelWalkImpaired => new("heel-walk-impaired", isOfLeg: true);

    /// <summary>Sport with hyperextension of the back. In plain words: gymnastics, bowling, throwing, weight lifting.</summary>
    public static Finding HyperextensionSport => new("hyperextension-sport", isOfLeg: false);

    /// <summary>Habitual leg crossing, squatting or kneeling. In plain words: crosses the legs, squats or kneels a lot.</summary>
    public static Finding LegCrossing => new("leg-crossing", isOfLeg: false);

    /// <summary>Leg pain. In plain words: pain in the thigh or the lower leg.</summary>
    public static Finding LegPain => new("leg-pain", isOfLeg: true);

    /// <summary>Leg pain worse than back pain. In plain words: leg hurts more than the back.</summary>
    public static Finding LegPainWorseThanBackPain => new("leg-pain-worse-than-back-pain", isOfLeg: false);

    /// <summary>Weakness of the leg (as told). In plain words: weak leg.</summary>
    public static Finding LegWeakness => new("leg-weakness", isOfLeg: true);

    /// <summary>Heavy lifting at onset or at work. In plain words: lifted something heavy.</summary>
    public static Finding Lifting => new("lifting", isOfLeg: false);

    /// <summary>Low back pain. In plain words: back pain.</summary>
    public static Finding LowBackPain => new("low-back-pain", isOfLeg: false);

    /// <summary>10 g monofilament abnormal in both feet. In plain words: cannot feel a nylon thread on the feet.</summary>
    public static Finding MonofilamentAbnormal => new("monofilament-abnormal", isOfLeg: false);

    /// <summary>Common fibular motor conduction abnormal. In plain words: conduction test of the fibular nerve.</summary>
    public static Finding NcsCommonFibular => new("ncs.common-fibular", isOfLeg: true);

    /// <summary>Superficial fibular sensory conduction abnormal. In plain words: conduction test of the skin nerve of the top of the foot.</summary>
    public static Finding NcsSuperficialFibular => new("ncs.superficial-fibular", isOfLeg: true);

    /// <summary>Sural sensory conduction abnormal. In plain words: conduction test of the sural nerve (outer edge of the foot).</summary>
    public static Finding NcsSural => new("ncs.sural", isOfLeg: true);

    /// <summary>Tibial conduction abnormal. In plain words: conduction test of the tibial nerve.</summary>
    public static Finding NcsTibial => new("ncs.tibial", isOfLeg: true);

    /// <summary>Neurogenic claudication (history). In plain words: walking or standing brings on leg symptoms, sitting or bending forward relieves them.</summary>
    public static Finding NeurogenicClaudicationHistory => new("neurogenic-claudication-history", isOfLeg: false);

    /// <summary>Pain at night. In plain words: wakes with pain.</summary>
    public static Finding NightPain => new("night-pain", isOfLeg: false);

    /// <summary>Obesity. In plain words: body mass index 30 or more.</summary>
    public static Finding Obesity => new("obesity", isOfLeg: false);

    /// <summary>Pain below the knee. In plain words: the pain goes below the knee.</summary>
    public static Finding PainBelowKnee => new("pain-below-knee", isOfLeg: true);

    /// <summary>Passive lumbar extension test. In plain words: lifting both straight legs, face down, hurts the back.</summary>
    public static Finding PassiveLumbarExtensionPositive => new("passive-lumbar-extension-positive", isOfLeg: false);

    /// <summary>Piriformis test positive. In plain words: stretching or tensing the deep buttock muscle brings on the leg pain.</summary>
    public static Finding PiriformisTest => new("piriformis-test", isOfLeg: true);

    /// <summary>Weakness progressing in both legs. In plain words: both legs getting weaker.</summary>
    public static Finding ProgressiveWeaknessBothLegs => new("progressive-weakness-both-legs", isOfLeg: false);

    /// <summary>Any abnormal leg pulse. In plain words: weak or absent foot pulses.</summary>
    public static Finding PulsesAbnormal => new("pulses-abnormal", isOfLeg: false);

    /// <summary>Rapid weight loss by diet or surgery. In plain words: lost much weight on purpose.</summary>
    public static Finding RapidWeightLoss => new("rapid-weight-loss", isOfLeg: false);

    /// <summary>Recent injury. In plain words: a fall, blow, sprain or operation shortly before.</summary>
    public static Finding RecentTrauma => new("recent-trauma", isOfLeg: false);

    /// <summary>Abnormal Romberg test. In plain words: sways with the eyes closed.</summary>
    public static Finding RombergAbnormal => new("romberg-abnormal", isOfLeg: false);

    /// <summary>Root compression seen on the symptomatic side. In plain words: a nerve is pressed on the scan.</summary>
    public static Finding RootCompressionSeen => new("root-compression-seen", isOfLeg: false);

    /// <summary>Significant trauma. In plain words: a fall from a height, a crash, or a slight fall with brittle bones.</summary>
    public static Finding SignificantTrauma => new("significant-trauma", isOfLeg: false);

    /// <summary>Single-leg sit-to-stand impaired. In plain words: cannot rise from a chair on this leg.</summary>
    public static Finding SitToStandImpaired => new("sit-to-stand-impaired", isOfLeg: true);

    /// <summary>Slump test positive. In plain words: sitting bent forward with the knee straightened brings on the leg pain.</summary>
    public static Finding SlumpTestPositive => new("slump-test-positive", isOfLeg: true);

    /// <summary>Current smoking. In plain words: smokes.</summary>
    public static Finding Smoking => new("smoking", isOfLeg: false);

    /// <summary>Palpable step-off. In plain words: a step between the spinous processes.</summary>
    public static Finding StepOff => new("step-off", isOfLeg: false);

    /// <summary>Straight leg raise positive. In plain words: lifting the straight leg brings on the leg pain.</summary>
    public static Finding StraightLegRaisePositive => new("straight-leg-raise-positive", isOfLeg: true);

    /// <summary>Sudden onset. In plain words: came on suddenly.</summary>
    public static Finding SuddenOnset => new("sudden-onset", isOfLeg: false);

    /// <summary>Dorsiflexion-eversion test positive. In plain words: bending the foot up and outwards makes the sole tingle.</summary>
    public static Finding TarsalTunnelTest => new("tarsal-tunnel-test", isOfLeg: true);

    /// <summary>Thigh pain after 30 seconds of extension. In plain words: thigh pain on leaning back for half a minute.</summary>
    public static Finding ThighPainOnExtension => new("thigh-pain-on-extension", isOfLeg: false);

    /// <summary>Tinel sign at the fibular head. In plain words: tapping the outer side of the knee makes the foot tingle.</summary>
    public static Finding TinelFibularHead => new("tinel-fibular-head", isOfLeg: true);

    /// <summary>Tiptoe walk impaired. In plain words: cannot walk on tiptoe.</summary>
    public static Finding TiptoeWalkImpaired => new("tiptoe-walk-impaired", isOfLeg: true);

    /// <summary>Trendelenburg sign. In plain words: the pelvis drops when standing on this leg.</summary>
    public static Finding TrendelenburgSign => new("trendelenburg-sign", isOfLeg: true);

    /// <summary>Unexplained weight loss. In plain words: losing weight without reason.</summary>
    public static Finding UnexplainedWeightLoss => new("unexplained-weight-loss", isOfLeg: false);

    /// <summary>Urinary incontinence. In plain words: leaks urine.</summary>
    public static Finding UrinaryIncontinence => new("urinary-incontinence", isOfLeg: false);

    /// <summary>Urinary retention. In plain words: cannot pass urine, or not empty the bladder.</summary>
    public static Finding UrinaryRetention => new("urinary-retention", isOfLeg: false);

    /// <summary>Vibration sense reduced at the toes. In plain words: cannot feel the tuning fork.</summary>
    public static Finding VibrationDeficit => new("vibration-deficit", isOfLeg: false);

    /// <summary>Walking or driving no longer possible for weakness of the foot. In plain words: too weak to walk or to press the pedal.</summary>
    public static Finding WalkingOrDrivingImpossible => new("walking-or-driving-impossible", isOfLeg: true);

    /// <summary>Wide-based gait. In plain words: walks with the feet wide apart.</summary>
    public static Finding WideBasedGait => new("wide-based-gait", isOfLeg: false);

    /// <summary>Windlass test positive. In plain words: bending the big toe up brings on the heel pain.</summary>
    public static Finding WindlassTest => new("windlass-test", isOfLeg: true);

    /// <summary>Weakness that grows worse. In plain words: getting weaker over days or weeks.</summary>
    public static Finding WorseningWeakness => new("worsening-weakness", isOfLeg: true);
}
