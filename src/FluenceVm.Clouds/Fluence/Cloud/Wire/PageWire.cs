namespace FluenceVm.Clouds.Fluence.Cloud.Wire;

/// <summary>A page of a list.</summary>
internal sealed class PageWire<T>
    where T : class
{
    public List<T?>? Items { get; set; }

    public PaginationWire? Pagination { get; set; }
}

/// <summary>Which page it is, counted from 1, and how many items the whole list has.</summary>
internal sealed class PaginationWire
{
    public long CurrentPage { get; set; }

    public long TotalPages { get; set; }

    public long? FilteredRecords { get; set; }
}
