BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Get-FluenceCountry' {
    BeforeAll { $emulator = Connect-TestEmulator -ClockRate 0 }
    AfterAll { Disconnect-TestEmulator }

    It 'lists ISO codes, each once' {
        $countries = Get-FluenceCountry
        $countries | Should -BeOfType string
        $countries | Should -MatchExactly '^[A-Z]{2}$'
        ($countries | Sort-Object -Unique).Count | Should -Be $countries.Count
    }

    It 'lists what Find-FluenceOffer takes' {
        foreach ($country in Get-FluenceCountry) { (Find-FluenceOffer -Country $country).Country |
            Sort-Object -Unique |
            Should -Be $country }
    }
}
