BeforeAll { . $PSScriptRoot/Setup.ps1; . $PSScriptRoot/Machine.ps1 }

Describe 'Get-MachineType' {
    BeforeEach {
        $emulator = Connect-FreshEmulator
        $null = Connect-Fluence -ApiKey $emulator.ApiKey -Endpoint $emulator.Uri
    }
    AfterEach { Disconnect-Fluence; Disconnect-Cudos; Get-VmEmulator | Stop-VmEmulator }

    It 'lists both clouds side by side, each in its own currency' {
        $types = Get-MachineType | Sort-Object PricePerHour
        $types.Cloud | Sort-Object -Unique | Should -Be 'Cudos', 'Fluence'
        ($types | Where-Object Cloud -eq Fluence).Currency | Sort-Object -Unique | Should -Be $Currency
        ($types | Where-Object Cloud -eq Cudos).Currency | Sort-Object -Unique | Should -Be 'CUDOS'
        ($types | Where-Object Id -eq standard-4).AcudosPerHour.ToString() | Should -Be '7333333333333333333'
    }

    It 'filters by cloud, id and availability' {
        (Get-MachineType -Cloud Cudos).Cloud | Sort-Object -Unique | Should -Be 'Cudos'
        (Get-MachineType 'basic-*').Id | Should -Be 'basic-1', 'basic-2'
        (Get-MachineType -Available -Cloud Cudos).Id | Should -Not -Contain 'legacy-2'
        (Get-MachineType -Cloud Cudos).Id | Should -Contain 'legacy-2'
    }

    It 'is an error for an id that no cloud has' {
        $found = Get-MachineType nothing, basic-1 -ErrorVariable failed -ErrorAction SilentlyContinue
        $found.Id | Should -Be 'basic-1'
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'MachineTypeNotFound,*'
    }

    It 'lists the other cloud where <down> is down' -ForEach @(
        @{ down = 'Cudos'; up = 'Fluence'; operation = 'Query' }
        @{ down = 'Fluence'; up = 'Cudos'; operation = 'ListCatalog' }
    ) {
        Set-VmEmulatorFault $operation Status -StatusCode 501
        $types = Get-MachineType -ErrorVariable failed -ErrorAction SilentlyContinue
        $types.Cloud | Sort-Object -Unique | Should -Be $up
        $failed.Count | Should -Be 1
        $failed[0].TargetObject | Should -Be $down
        $failed[0].CategoryInfo.Category | Should -Be 'ResourceUnavailable'
    }

    It 'lists the only cloud that is connected' {
        Disconnect-Fluence
        (Get-MachineType).Cloud | Sort-Object -Unique | Should -Be 'Cudos'
        { Get-MachineType -Cloud Fluence } | Should -Throw -ErrorId 'NotConnected,*'
    }

    It 'says how to connect if none is' {
        Disconnect-Fluence
        Disconnect-Cudos
        { Get-MachineType } | Should -Throw -ErrorId 'NotConnectedToAny,*' -ExpectedMessage '*Connect-Fluence*Connect-Cudos*'
        { Get-MachineType -Cloud Cudos } | Should -Throw -ErrorId 'NotConnectedToCudos,*'
    }
}
