namespace FluenceVm.Model;

/// <summary>A thing of an account that is named by its id or its name.</summary>
internal interface IPart
{
    /// <summary>Its id.</summary>
    string Id { get; }

    /// <summary>Its name; null if it has none.</summary>
    string? Name { get; }
}
