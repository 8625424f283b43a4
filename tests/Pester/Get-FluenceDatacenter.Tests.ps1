BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Get-FluenceDatacenter' {
    BeforeAll { $emulator = Connect-TestEmulator -ClockRate 0 }
    AfterAll { Disconnect-TestEmulator }

    It 'lists the datacenters' {
        $datacenters = Get-FluenceDatacenter
        $datacenters | Should -BeOfType FluenceVm.Model.Datacenter
        $datacenters.Id | Should -Match "^$IdStart"
        ($datacenters.CountryCode | Sort-Object -Unique) | Should -Be (Get-FluenceCountry | Sort-Object)
        $datacenters | ForEach-Object { "$_" } | Should -Contain 'PL-WAW-1'
        ($datacenters | Where-Object CountryCode -eq PL).Certifications | Should -Contain 'SOC2'
    }
}
