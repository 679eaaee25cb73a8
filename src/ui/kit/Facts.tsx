// A list of names with facts, for a model's card and for the changes when switching models.

type FactsProps = { readonly id?: string; readonly facts: readonly (readonly [name: string, text: string])[] }

export function Facts({ id, facts }: FactsProps) {
  return (
    <dl id={id} class="facts">
      {facts.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}
